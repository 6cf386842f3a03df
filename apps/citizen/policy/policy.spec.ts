import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Page } from '@playwright/test'
import type { Town } from '../../../testing/town.ts'
import { publishPolicy, townPolicy } from '../../../testing/town-policy.ts'
import { phrases } from '../testing/phrases.ts'
import { answerAll, button, noise, startReport, title } from '../testing/report-walk.ts'
import { expect, founding, ownTown, test as visit } from '../testing/visit.ts'

const say = phrases('en')
// Its policy is changed below.
const test = visit.extend<object, { town: Town }>({
  town: [({ browserName: _ }, use) => ownTown(use), founding],
})
const firenze = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../pilots/firenze/pilot.json'), 'utf8'),
) as Pick<PublicPilot, 'categories' | 'elsewhere'>

/** The city says of itself something else than it does. */
async function pilotSays(page: Page, origin: string, change: (pilot: PublicPilot) => Partial<PublicPilot>) {
  const said = (await (await page.request.get(`${origin}/pilot.json`)).json()) as PublicPilot
  await page.context().route('**/pilot.json', (route) => route.fulfill({ json: { ...said, ...change(said) } }))
  await page.reload()
}

test('a city that is not open says so, why, and where to turn, and the rest of the app works', async ({
  visited: page,
  town,
}) => {
  await pilotSays(page, town.origin, () => ({
    open: false,
    missing: [{ what: 'impact-assessment' }, { what: 'legal-basis', of: 'noise' }, { what: 'legal-basis', of: 'tip' }],
  }))
  await page.getByText(say('pilot.not-open-hint')).waitFor()
  await page.getByRole('button', { name: say('start.report') }).click()
  await expect(title(page)).toHaveText(say('pilot.not-open'))
  await expect(page.getByText('Portolume does not take reports yet. In danger call 112.')).toBeVisible()
  await expect(page.getByText(say('pilot.why.impact-assessment'))).toBeVisible()
  await expect(page.getByText(say('pilot.why.legal-basis'))).toHaveCount(1)
  await expect(page.getByRole('link', { name: say('pilot.call', { number: '112' }) })).toHaveAttribute(
    'href',
    'tel:112',
  )
  await expect(page.getByRole('radio')).toHaveCount(0)
  await looksRight(page, 'citizen/start/NotOpen')
  await button(page, say('submit.back')).click()
  await page.getByRole('button', { name: say('start.mailbox') }).click()
  await expect(title(page)).toHaveText(say('mailbox.title'))
  await button(page, say('submit.back')).click()
  await page.getByRole('button', { name: say('start.policy') }).click()
  await expect(title(page)).toHaveText(say('policy-page.title'))
})

test('what the city does not receive is no choice: who does is named, with the number', async ({
  visited: page,
  town,
}) => {
  await pilotSays(page, town.origin, () => ({ categories: firenze.categories, elsewhere: firenze.elsewhere }))
  await startReport(page, say)
  await expect(page.getByRole('radio', { name: say('reports.category.noise') })).toBeVisible()
  await expect(page.getByRole('radio', { name: say('reports.category.violence-home') })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: say('reports.category.violence-home') })).toBeVisible()
  await expect(page.getByRole('link', { name: say('pilot.call', { number: '1522' }) })).toHaveAttribute(
    'href',
    'tel:1522',
  )
  await looksRight(page, 'citizen/reports/CategoryStep', 'not received here')
})

test('a city that has no pilot is as it was: every kind can be chosen', async ({ visited: page, context }) => {
  await context.route('**/pilot.json', (route) => route.fulfill({ status: 204 }))
  await page.reload()
  await startReport(page, say)
  await expect(page.getByRole('radio')).toHaveCount(12)
})

test('before sending, the notice and the panel say what the policy in force says', async ({ visited: page }) => {
  await startReport(page, say)
  await answerAll(page, noise)
  await expect(page.getByText('dpo@portolume.example').first()).toBeVisible()
  await expect(page.getByText(say('policy-panel.backups', { time: '30 days' }))).toBeHidden()
  await page.getByText(say('policy-panel.all')).click()
  await expect(page.getByText(say('policy-panel.backups', { time: '30 days' }))).toBeVisible()
  await looksRight(page, 'citizen/reports/CheckStep', 'the policy')
})

test('the page of the policy shows each version, what it changed, and the floor', async ({ visited: page, town }) => {
  test.slow() // the longest page there is, and all of it is looked at
  const today = town.app.context.clock.today()
  const changed = townPolicy('portolume', today, 2, (one) => ({
    ...one,
    retention: { ...one.retention, report_noncrime: { days: 90 }, backup: { days: 7 } },
    deviations: [
      ...one.deviations,
      { param: 'R10', why: 'One team looks at all of them.', dpo: 'Agreed for a year.', expires: '2099-01-31' },
    ],
  }))
  await publishPolicy(town.device, town.staff, changed)
  await page.reload()
  await page.getByRole('button', { name: say('start.policy') }).click()
  await expect(page.getByRole('heading', { name: /^Version 2 – in force since/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Version 1 – held from/ })).toBeVisible()
  const second = page.locator('section', { hasText: /Version 2/ }).first()
  await expect(second.getByText('Before: 180 days. Now: 90 days.')).toBeVisible()
  await expect(second.getByText(say('policy-page.stricter')).first()).toBeVisible()
  await expect(second.getByText('One team looks at all of them.')).toBeVisible()
  await expect(second.getByText(say('policy-page.dpo', { said: 'Agreed for a year.' }))).toBeVisible()
  await expect(second.getByText(say('policy-page.approved', { count: 2 }))).toBeVisible()
  await page.getByText(say('policy-page.floor-show', { count: 65 })).click()
  await expect(page.getByText('R16 · ')).toBeVisible()
  await looksRight(page, 'citizen/policy/PolicyPage')
  await button(page, say('submit.back')).click()
  await startReport(page, say)
  await answerAll(page, noise)
  await page.getByText(say('policy-panel.all')).click()
  await expect(page.getByText(say('policy-panel.backups', { time: '7 days' }))).toBeVisible()
})

test('a text that does not fit its fingerprint is not shown, and rules that are not those in force are said', async ({
  visited: page,
  context,
}) => {
  await context.route('**/policy/portolume', async (route) => {
    const answer = await (await route.fetch()).json()
    answer.versions[0].text = answer.versions[0].text.replace('dpo@portolume.example', 'dpo@elsewhere.example')
    await route.fulfill({ json: answer })
  })
  await page.getByRole('button', { name: say('start.about') }).click()
  await page.getByRole('button', { name: say('start.policy') }).click()
  await expect(page.getByText(say('policy-page.wrong'))).toBeVisible()
  await expect(page.getByRole('alert')).toContainText(say('policy-page.unfit'))
  await expect(page.getByText('dpo@elsewhere.example')).toHaveCount(0)
  await button(page, say('submit.back')).click()
  await expect(title(page)).toHaveText(say('about.title'))
})
