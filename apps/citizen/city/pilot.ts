// What the city says of itself: which kinds of report it takes, who takes the others, and whether it is open at all. The server
// refuses by itself what it may not take; this is so that nobody writes in vain.
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import type { Category } from '@citycop/protocol/reports/categories.ts'
import { type SaidIn, saidIn, type Texts } from '@citycop/ui/said-in.ts'

/** Undefined: the city has no such page (404), or does not answer now. */
export async function readPilot(): Promise<PublicPilot | undefined> {
  const answer = await fetch('/pilot.json', { credentials: 'omit', redirect: 'error' }).catch(() => undefined)
  if (!answer?.ok) return undefined
  const said: unknown = await answer.json().catch(() => undefined)
  return isPilot(said) ? said : undefined
}

// Parsed in full by the server that writes it; a parser here would be a tenth of the first screen.
const isPilot = (said: unknown): said is PublicPilot =>
  typeof said === 'object' && said !== null && 'v' in said && said.v === 1 && 'categories' in said && 'open' in said

export const inLanguage = (said: Texts, language: string): string => saidIn(said, language).text

/** Without a pilot, every kind. */
export const isReceived = (pilot: PublicPilot | undefined, category: Category): boolean =>
  pilot === undefined || pilot.categories.some(({ id }) => id === category)

export type Elsewhere = { readonly categories: readonly Category[]; readonly who: SaidIn; readonly phone?: string }

/** Those who receive what this city does not, each once, with all of their kinds. */
export function elsewhereOf(pilot: PublicPilot | undefined, language: string): Elsewhere[] {
  const found = new Map<string, { categories: Category[]; who: SaidIn; phone?: string }>()
  for (const { id, who, phone } of pilot?.elsewhere ?? []) {
    const said = saidIn(who, language)
    const at = `${said.text}\n${phone ?? ''}`
    const known = found.get(at)
    if (known) known.categories.push(id)
    else found.set(at, { categories: [id], who: said, ...(phone === undefined ? {} : { phone }) })
  }
  return [...found.values()]
}

/** A number as a phone dials it. */
export const dial = (phone: string): string => `tel:${phone.replaceAll(' ', '')}`
