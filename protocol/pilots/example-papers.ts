// Papers made up for a demonstration. They say so, and under a root that is no demo's they count for nothing (J26).
import type { CityPolicy } from '../policy/city-policy.ts'
import type { Papers } from './papers.ts'
import type { Pilot } from './pilot.ts'

type Parts = { readonly pilot: Pilot; readonly policy: CityPolicy; readonly papers: Papers }
type Asked = { readonly demo: boolean; readonly today: string }

/** A demonstration of a city that has signed nothing yet is shown with made-up papers; a real city with its own and no others. */
export const papersFor = ({ pilot, policy, papers }: Parts, { demo, today }: Asked): Papers =>
  demo && papers.example !== true ? examplePapers(pilot, policy, today) : papers

function examplePapers({ units, categories, needs }: Pilot, { version, governance }: CityPolicy, date: string): Papers {
  const made = (ref: string) => ({ date, ref: `${ref} (example)` })
  const confirmed = { ...made('opinion'), confirmedBy: 'legal office (example)' }
  return {
    v: 1,
    example: true,
    note: 'All made up: they count in a demonstration only.',
    legalBasis: Object.fromEntries(categories.map(({ id }) => [id, confirmed])),
    processorContract: made('contract'),
    impactAssessment: { ...made('assessment'), approvedBy: 'data-protection officer (example)' },
    policyApproved: { version, date, by: governance.approvals },
    unitKeysHeldBy: units.map(({ id }) => ({ unit: id, people: 2 })),
    watchdog: { name: 'watchdog (example)', contact: 'watchdog@city.example' },
    supervisoryAuthority: { name: governance.supervisory_authority.slice(0, 200), contact: 'authority@city.example' },
    staffTrained: { on: date, count: needs.reduce((sum, one) => sum + one.people, 0) },
  }
}
