// Every live report of a unit that lies under a key which a former member may have, sealed anew. It can be broken off at any moment
// and begun again by anybody who stays: what is done is not listed any more.
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { leftEpochs } from '@citycop/protocol/keys/epochs.ts'
import { listSealed } from '@citycop/protocol/reports/reseal-contract.ts'
import { call } from '../api/call.ts'
import type { Memory } from '../keys/connect.ts'
import type { Desk } from '../officers/sign-in.ts'
import { sealed } from '../sealing/secret.ts'
import { unitOf } from './find-unit.ts'
import { type Done, resealOne, type ToReseal } from './reseal-report.ts'

export type ResealProgress = { readonly done: number; readonly of: number }
export type Resealed = Done & { readonly reports: number }
type Options = {
  readonly today: string
  /** Every older epoch, and not only those that somebody left. */
  readonly all?: boolean
  readonly onprogress?: (progress: ResealProgress) => void
  /** Asked before each report. */
  readonly goesOn?: () => boolean
  /** Reports under way at the same time. */
  readonly lanes?: number
}

/** The epochs of a unit that are to be left. */
export const epochsToLeave = (desk: Desk, unit: string, today: string, all: boolean): number[] => {
  const { trusted } = desk.instance.directory
  if (!all) return leftEpochs(trusted, unit, today)
  const { epoch } = unitOf(desk.instance.directory, unit)
  const older = (one: EpochCertificate) => one.unit === unit && one.epoch < epoch
  return [...new Set(trusted.epochs.filter(older).map((one) => one.epoch))]
}

/** @throws Problem, Unreachable, Distrusted, Tampered */
export async function resealReports(desk: Desk, id: string, options: Options): Promise<Resealed> {
  const { today, all = false, onprogress = () => {}, goesOn = () => true, lanes = 3 } = options
  const unit = unitOf(desk.instance.directory, id)
  const epochs = epochsToLeave(desk, id, today, all)
  const waiting = epochs.length === 0 ? [] : await listAll(desk, id, epochs)
  const of = waiting.length
  let total: Resealed = { reports: 0, messages: 0, unreadable: 0 }
  onprogress({ done: 0, of })
  const lane = async (own: Desk) => {
    for (let next = waiting.shift(); next && goesOn(); next = waiting.shift()) {
      const { messages, unreadable } = await resealOne(own, unit, next)
      total = {
        reports: total.reports + 1,
        messages: total.messages + messages,
        unreadable: total.unreadable + unreadable,
      }
      onprogress({ done: total.reports, of })
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, of) }, () => lane(inOwnLane(desk))))
  return total
}

async function listAll({ instance, token }: Desk, unit: string, epochs: number[]): Promise<ToReseal[]> {
  const all: ToReseal[] = []
  for (let after: string | undefined; ; ) {
    const page = await call(instance.server, listSealed, { unit, epochs, ...(after ? { after } : {}) }, token)
    all.push(...page.reports)
    if (page.next === undefined) return all
    after = page.next
  }
}

/** Each lane follows the log by itself: two openings at once would each be shown a log that does not continue the other's. */
function inOwnLane(desk: Desk): Desk {
  let seen = desk.instance.memory.read()
  const memory: Memory = {
    read: () => seen,
    write: (next) => {
      seen = next
    },
  }
  return sealed({ ...desk, instance: { ...desk.instance, memory } })
}
