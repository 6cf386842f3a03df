// Who must be trained before a city opens, and how long a training counts.
import { addDays } from '../contract/days.ts'
import type { CityPolicy } from '../policy/city-policy.ts'
import { addMonths } from '../policy/periods.ts'
import type { Pilot } from './pilot.ts'

export const peopleNeeded = (needs: Pilot['needs']): number => needs.reduce((sum, one) => sum + one.people, 0)

/** The last day on which a training of that day counts. Without a policy none does. */
export const trainedUntil = (on: string, policy: CityPolicy | undefined): string =>
  addDays(addMonths(on, policy?.access.training_months ?? 0), -1)
