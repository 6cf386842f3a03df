// What happened to a unit's keys, as its certificates tell it. Each of them was found in the public log when the directory was checked;
// those of destroyed epochs have left the directory, and what they tell with them.
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'

export type UnitEvent = {
  readonly what: 'epoch' | 'ended' | 'let-in' | 'let-go'
  /** Of the certificate that says so. */
  readonly certNo: number
  readonly day: string
  readonly epoch: number
  /** Key ids of whoever came or went; of a new epoch, who is in it. */
  readonly officers: readonly string[]
}

/** The newest first. */
export function unitHistory({ epochs }: Pick<Trusted, 'epochs'>, unit: string): UnitEvent[] {
  const own = epochs.filter((one) => one.unit === unit).sort((one, other) => one.certNo - other.certNo)
  const ends = new Map<number, string>()
  let members: readonly string[] | undefined
  const events: UnitEvent[] = []
  for (const one of own) {
    const now = one.members.map(({ officer }) => officer)
    events.push(...comings(one, members, now))
    const before = ends.get(one.epoch)
    if (before === undefined) events.push(event(one, 'epoch', now))
    else if (one.notAfter < before) events.push(event(one, 'ended', []))
    ends.set(one.epoch, one.notAfter)
    members = now
  }
  return events.reverse()
}

function comings(one: EpochCertificate, before: readonly string[] | undefined, now: readonly string[]): UnitEvent[] {
  if (!before) return []
  const came = now.filter((officer) => !before.includes(officer))
  const went = before.filter((officer) => !now.includes(officer))
  return [
    ...(came.length > 0 ? [event(one, 'let-in', came)] : []),
    ...(went.length > 0 ? [event(one, 'let-go', went)] : []),
  ]
}

const event = (
  { certNo, notBefore: day, epoch }: EpochCertificate,
  what: UnitEvent['what'],
  officers: readonly string[],
): UnitEvent => ({ what, certNo, day, epoch, officers })
