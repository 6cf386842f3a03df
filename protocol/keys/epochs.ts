// What follows from a city's certificates about its units' epochs: which one is in use, who is in it, who may hold which key, and
// what is due. Server and devices ask the same questions here and so get the same answers.
import { addDays } from '../contract/days.ts'
import type { EpochCertificate, OfficerCertificate } from './certificates.ts'
import type { Trusted } from './chain.ts'

/** So many days before an epoch ends the next one is certified, and whoever looks is warned. */
export const aheadDays = 10
/** Days after an epoch's end in which what was sealed to it is still taken in. */
export const lateDays = 7
export const epochDays = 30

type Known = Pick<Trusted, 'epochs' | 'officers'>

/** One counter for administrators, officers and epochs. */
export const lastNumber = ({
  root,
  admins,
  officers,
  epochs,
}: Omit<Trusted, 'custodians' | 'recoveries' | 'roots'>): number =>
  Math.max(root?.certNo ?? 0, ...[...admins, ...officers, ...epochs].map(({ certNo }) => certNo))

/** A unit's epochs in order, each by its newest certificate: an older one of the same epoch is history. */
export function epochsOf({ epochs }: Pick<Known, 'epochs'>, unit: string): EpochCertificate[] {
  const newest = new Map<number, EpochCertificate>()
  for (const one of epochs) {
    const known = newest.get(one.epoch)
    if (one.unit === unit && (!known || known.certNo < one.certNo)) newest.set(one.epoch, one)
  }
  return [...newest.values()].sort((one, other) => one.epoch - other.epoch)
}

export const newestOf = (
  { epochs }: Pick<Known, 'epochs'>,
  unit: string,
  epoch: number,
): EpochCertificate | undefined =>
  epochs.reduce<EpochCertificate | undefined>(
    (newest, one) =>
      one.unit === unit && one.epoch === epoch && (newest === undefined || newest.certNo < one.certNo) ? one : newest,
    undefined,
  )

/** Who is in the unit: by its highest epoch, begun or not. */
export const headOf = (known: Pick<Known, 'epochs'>, unit: string): EpochCertificate | undefined =>
  epochsOf(known, unit).at(-1)

/** The highest that has begun. */
export const epochInUse = (known: Pick<Known, 'epochs'>, unit: string, today: string): EpochCertificate | undefined =>
  epochsOf(known, unit)
    .filter((one) => one.notBefore <= today)
    .at(-1)

/** An officer's certificate that holds today: only the newest counts, so that one who was let go is not kept by an older one. */
export function officerOf(
  { officers }: Pick<Known, 'officers'>,
  officerPk: string,
  today: string,
): OfficerCertificate | undefined {
  const [newest] = officers
    .filter((one) => one.officerPk === officerPk && one.notBefore <= today)
    .sort((one, other) => other.certNo - one.certNo)
  return newest && newest.notAfter >= today ? newest : undefined
}

export type Held = { readonly unit: string; readonly epoch: number; readonly officer: string }

/** Whether somebody may hold this epoch's key: a member of the epoch in use holds all, one of a coming epoch that one too. */
export function mayHold(known: Pick<Known, 'epochs'>, { unit, epoch, officer }: Held, today: string): boolean {
  const own = newestOf(known, unit, epoch)
  const inUse = epochInUse(known, unit, today)
  if (!own) return false
  const coming = inUse === undefined || epoch > inUse.epoch
  return (inUse !== undefined && isMember(inUse, officer)) || (coming && isMember(own, officer))
}

export const isMember = ({ members }: EpochCertificate, officer: string): boolean =>
  members.some((one) => one.officer === officer)

/** Epochs whose key somebody may still have who was let go since: what lies under them is to be sealed anew. */
export function leftEpochs({ epochs }: Pick<Known, 'epochs'>, unit: string, today: string): number[] {
  const inUse = epochInUse({ epochs }, unit, today)
  if (!inUse) return []
  const left = epochs.filter(
    (one) =>
      one.unit === unit && one.epoch < inUse.epoch && one.members.some(({ officer }) => !isMember(inUse, officer)),
  )
  return [...new Set(left.map((one) => one.epoch))].sort((one, other) => one - other)
}

/** Days until nothing can be sealed to the unit any more, the epochs certified ahead included; below zero: it is over. */
export function daysLeft(known: Pick<Known, 'epochs'>, unit: string, today: string): number {
  const ends = epochsOf(known, unit).map((one) => one.notAfter)
  const last = ends.sort().at(-1)
  return last === undefined ? -1 : Math.round((Date.parse(last) - Date.parse(today)) / 86_400_000)
}

export const isEnding = (known: Pick<Known, 'epochs'>, unit: string, today: string): boolean =>
  daysLeft(known, unit, today) < aheadDays

/** Whether what was sealed to this epoch may still come in. A device's clock may be a day ahead of the city's. */
export const takesIn = ({ notBefore, notAfter }: EpochCertificate, today: string): boolean =>
  addDays(notBefore, -1) <= today && addDays(notAfter, lateDays) >= today

/** The last day on which a report sealed to an epoch may leave the phone (J3). */
export const leaveBy = (notAfter: string): string => addDays(notAfter, lateDays)

export const unitsOf = ({ epochs }: Pick<Known, 'epochs'>): string[] =>
  [...new Set(epochs.map((one) => one.unit))].sort()
