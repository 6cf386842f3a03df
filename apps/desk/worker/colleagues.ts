// To whom reports can be given: who is certified today for each of their units. Their keys come from the directory.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Colleague, Input } from './commands.ts'
import { desk } from './held.ts'
import { known } from './inbox-rows.ts'

export function colleaguesFor({ refs, today }: Input<'colleagues'>): Colleague[] {
  const { instance, officer } = desk()
  const units = new Set(refs.flatMap((ref) => known.byRef.get(ref)?.unit ?? []))
  const newest = new Map(
    instance.directory.trusted.officers
      .filter((one) => one.notBefore <= today && one.notAfter >= today)
      .toSorted((one, other) => one.certNo - other.certNo)
      .map((one) => [one.officerPk, one]),
  )
  return [...newest.values()]
    .filter((one) => [...units].every((unit) => one.units.includes(unit)))
    .map(({ officerPk }) => keyIdOf(fromBase64(officerPk)))
    .map((keyId) => ({ keyId, mine: keyId === officer.keyId }))
}
