// To whom reports can be given, and what they call themselves. Who they are, the directory certifies; names stand on cards that they
// signed themselves and that only the unit opens.
import { type Names, nameKey, readNames, writeName } from '@citycop/client/keys/name-cards.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Colleague, Input, People } from './commands.ts'
import { desk } from './held.ts'
import { known } from './inbox-rows.ts'

export async function colleaguesFor({ refs, today }: Input<'colleagues'>): Promise<Colleague[]> {
  const { instance, officer } = desk()
  const units = [...new Set(refs.flatMap((ref) => known.byRef.get(ref)?.unit ?? []))]
  const newest = new Map(
    instance.directory.trusted.officers
      .filter((one) => one.notBefore <= today && one.notAfter >= today)
      .toSorted((one, other) => one.certNo - other.certNo)
      .map((one) => [one.officerPk, one]),
  )
  const names = await namesOrNone()
  return [...newest.values()]
    .filter((one) => units.every((unit) => one.units.includes(unit)))
    .map(({ officerPk }) => keyIdOf(fromBase64(officerPk)))
    .map((keyId) => {
      const name = units.map((unit) => names.get(nameKey(unit, keyId))).find((one) => one !== undefined)
      return { keyId, mine: keyId === officer.keyId, ...(name ? { name } : {}) }
    })
}

export async function peopleFor({ unit }: Input<'people'>): Promise<People> {
  const prefix = nameKey(unit, '')
  const own = [...(await namesOrNone())].filter(([key]) => key.startsWith(prefix))
  return {
    mine: desk().officer.keyId,
    names: Object.fromEntries(own.map(([key, name]) => [key.slice(prefix.length), name])),
  }
}

export const nameMyself = async ({ name, today }: Input<'write-name'>): Promise<undefined> =>
  void (await writeName(desk(), name.replace(/\p{C}/gu, ''), today))

/** Without names one works by keys. */
const namesOrNone = (): Promise<Names> => readNames(desk()).catch(() => new Map())
