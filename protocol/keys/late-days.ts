// How long after an epoch's end what was sealed to it is still taken in: a phone may have been without a network.
import { addDays } from '../contract/days.ts'

export const lateDays = 7

/** The last day on which a report sealed to an epoch may leave the phone (J3). */
export const leaveBy = (notAfter: string): string => addDays(notAfter, lateDays)
