// The demo's officers write their name cards, so that colleagues are more than keys.
import { nameKey, readNames, writeName } from '@citycop/client/keys/name-cards.ts'
import type { Cast } from './tell-story.ts'

export async function nameOfficers({ city, desk }: Pick<Cast, 'city' | 'desk'>, today: string): Promise<void> {
  for (const { id, officers } of city.units)
    for (const name of officers) {
      const own = await desk(name)
      const isNamed = (await readNames(own)).has(nameKey(id, own.officer.keyId))
      if (!isNamed) await writeName(own, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, today)
    }
}
