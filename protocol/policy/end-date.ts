// When a report must be gone: the earliest day over every version of the policy since it was sent (J18). A version that shortens
// reaches it at once; one that lengthens does not.

import { retentionClasses } from './parameters.ts'
import { endOf } from './periods.ts'
import type { Policy, RetentionClass } from './terms.ts'

export type Terms = Pick<Policy, 'version' | 'retention'>

/** Until an officer has decided what a report is, it ends with the class that ends first. */
export function endDate(received: string, filedAs: RetentionClass | null, since: readonly Terms[]): string {
  const classes = filedAs === null ? retentionClasses : [filedAs]
  const ends = since.flatMap(({ retention }) => classes.map((one) => endOf(received, retention[one])))
  const [first] = ends.sort()
  if (first === undefined) throw new Error('no version of the policy covers this report')
  return first
}
