// The language of the first screen: the device's, else the city's, else English. Decided before anything is shown, so that no words change
// under a reader's eyes. Not stored: what stays on a phone is the same for every visitor.
import type { PublicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { firstSpoken, type Language } from '@citycop/ui/languages.ts'

const patience = 2000 // milliseconds before an empty page is worse than English

type Read = () => Promise<Pick<PublicPilot, 'languages'> | undefined>

/** A device whose language we speak waits for nobody. */
export async function firstLanguage(asked: readonly string[], readPilot: Read, wait = patience): Promise<Language> {
  return firstSpoken(asked) ?? (await languageOfCity(readPilot, wait)) ?? 'en'
}

async function languageOfCity(readPilot: Read, wait: number): Promise<Language | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, wait))
  const pilot = await Promise.race([readPilot(), late]).catch(() => undefined)
  const spoken: unknown = pilot?.languages // nobody has parsed it on this side
  return Array.isArray(spoken) ? firstSpoken(spoken.map(String)) : undefined
}
