// What a screen reader finds on a screen, kept as a file beside the app's tests: a name or a role that changes is seen in review.
// Written anew with `npx playwright test FILE --update-snapshots`.
import { expect, type Page } from '@playwright/test'

/** What is another in each run says only what it is. */
const chance: readonly [RegExp, string][] = [
  [/\bkey: [0-9a-f]{4}-[0-9a-f]{4}\b/g, 'key: KEY'], // before references: a key may be of digits alone
  [/(?<![-\w])[0-9A-Z]{4}-[0-9A-Z]{4}(?![-\w])/g, 'REFERENCE'],
  [
    /\b(\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8} 20\d\d|\d{1,2} (Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec))\b/g,
    'DAY',
  ],
  [/\b\d\d:\d\d\b/g, 'TIME'],
  [/\b((entry|entries|index|under) )\d+/g, '$1NUMBER'],
  [/\b\d+ (second|minute)s? ago\b/g, 'AGO'],
  [/(?<=definition: |the log )now\b/g, 'AGO'],
  [/(?<=listitem: )[a-z]+$/gm, 'WORD'],
  [/\bin \d+ days?\b/g, 'in DAYS'],
  [/\ball \d[\d,]* entries/g, 'all NUMBER entries'],
  [/((six words|paragraph): )([a-z]+ ){5}[a-z]+(?="?$)/gm, '$1WORDS'],
  [/Word number \d+("?: [a-z]+)?/g, 'Word number NUMBER'],
  [/\b\d[\d.,]* kB\b/g, 'SIZE'],
  [/(\b[0-9a-f]{4,8}\b ?){4,}/g, 'FINGERPRINT'],
]

export const settled = (tree: string): string =>
  chance.reduce((text, [pattern, name]) => text.replace(pattern, name), `${tree}\n`)

/** Of a dialog, or of what is under the bar; of the bar too where it is `whole`. */
export async function expectTree(page: Page, name: string, whole = false): Promise<void> {
  const dialog = page.locator('dialog[open]')
  const root = (await dialog.count()) > 0 ? dialog.last() : page.locator(whole ? 'body' : 'main')
  expect.soft(settled(await root.ariaSnapshot())).toMatchSnapshot(`${name}.yml`)
}
