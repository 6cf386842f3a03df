// What is missing before a city may take in its first report. Empty means that it may open. Two Italian cities ran reporting apps
// without these papers and were fined in 2024; here the server refuses intake as long as the list is not empty.

import type { CityPolicy } from '../policy/city-policy.ts'
import { addMonths } from '../policy/periods.ts'
import { noPapers, type Papers } from './papers.ts'
import type { Pilot } from './pilot.ts'
import { unwrittenIn } from './pilot-texts.ts'

export const gateItems = [
  'legal-basis',
  'processor-contract',
  'impact-assessment',
  'policy',
  'unit-keys',
  'watchdog',
  'supervisory-authority',
  'languages',
  'training',
  'opening-day',
] as const
export type GateItem = (typeof gateItems)[number]
/** `of`: the category, unit, language or day it is about. */
export type Missing = {
  readonly what: GateItem
  readonly of?: string
  readonly why: string
  readonly law: string
  readonly todo: string
}

/** What whoever asks has seen for itself. What is left out is not known here, and then the paper counts. */
export type GateFacts = {
  readonly demo: boolean
  readonly today: string
  /** Languages in which every message of the apps exists. */
  readonly completeLanguages: readonly string[]
  /** Unit to how many people hold its keys, by the directory. */
  readonly keysHeldBy?: Readonly<Record<string, number>>
  /** Whether a version that all approved stands in the log and is in force. */
  readonly policyPublished?: boolean
}

export function missingFor(pilot: Pilot, policy: CityPolicy | undefined, given: Papers, facts: GateFacts): Missing[] {
  const counts = given.example !== true || facts.demo
  const papers = counts ? given : noPapers
  const found = [
    ...legalBases(pilot, papers, facts),
    ...contractAndAssessment(papers, facts),
    ...policyOf(policy, papers, facts),
    ...unitKeys(pilot, papers, facts),
    ...overseers(papers),
    ...untranslated(pilot, facts),
    ...training(pilot, policy, papers, facts),
    ...openingDay(pilot, facts),
  ]
  return counts ? found : found.map((one) => (fromPaper.has(one.what) ? { ...one, why: `${one.why}; ${madeUp}` } : one))
}

const madeUp = 'papers marked as an example count in a demo only'
const fromPaper: ReadonlySet<GateItem> = new Set(
  gateItems.filter((one) => one !== 'languages' && one !== 'opening-day'),
)

/** Signed, and not on a day that has not come. */
const isThere = (paper: { readonly date: string } | null | undefined, { today }: GateFacts): boolean =>
  paper != null && paper.date <= today

const lawOf = { GDPR: 'GDPR 6(1)(e), 6(3)', LED: 'LED 8', UNDETERMINED: 'GDPR 6(1)(e), 6(3); LED 8' } as const

const legalBases = ({ categories }: Pilot, { legalBasis }: Papers, facts: GateFacts): Missing[] =>
  categories
    .filter(({ id }) => !isThere(legalBasis[id], facts))
    .map(({ id, regime, legalBasis: law }) => ({
      what: 'legal-basis',
      of: id,
      why: `nobody has confirmed that the law named for "${id}" carries it (${law})`,
      law: lawOf[regime],
      todo: `have a lawyer confirm it and enter legalBasis.${id} in papers.json, or move "${id}" to elsewhere`,
    }))

const contractAndAssessment = (papers: Papers, facts: GateFacts): Missing[] => [
  ...missingIf(!isThere(papers.processorContract, facts), {
    what: 'processor-contract',
    why: 'there is no contract between the police and whoever runs the server',
    law: 'GDPR 28(3); LED 22(3)',
    todo: 'sign it and enter processorContract in papers.json',
  }),
  ...missingIf(!isThere(papers.impactAssessment, facts), {
    what: 'impact-assessment',
    why: 'nobody has assessed and approved what this can do to people',
    law: 'GDPR 35; LED 27',
    todo: 'write the assessment, have it approved, and enter impactAssessment in papers.json',
  }),
]

function policyOf(policy: CityPolicy | undefined, { policyApproved }: Papers, facts: GateFacts): Missing[] {
  const approvers = policy?.governance.approvals ?? []
  const onPaper =
    isThere(policyApproved, facts) &&
    policyApproved?.version === policy?.version &&
    approvers.every((one) => policyApproved?.by.includes(one))
  const approved = policy !== undefined && (facts.policyPublished ?? onPaper)
  return missingIf(!approved, {
    what: 'policy',
    why: policy
      ? `version ${policy.version} of the policy is not approved by ${approvers.join(' and ')}`
      : 'there is no policy',
    law: 'GDPR 24; LED 19',
    todo: 'publish it at the desk with all its approvals; then enter policyApproved in papers.json',
  })
}

const unitKeys = ({ units }: Pilot, { unitKeysHeldBy }: Papers, { keysHeldBy }: GateFacts): Missing[] =>
  units.flatMap(({ id }) => {
    const onPaper = unitKeysHeldBy.find(({ unit }) => unit === id)?.people ?? 0
    const people = keysHeldBy ? (keysHeldBy[id] ?? 0) : onPaper
    return missingIf(people < 2, {
      what: 'unit-keys',
      of: id,
      why: `the keys of ${id} are held by ${people === 1 ? 'one person' : 'nobody'}; if that is lost, so are the reports`,
      law: 'GDPR 32(1)(b); LED 29',
      todo: `appoint a second officer of ${id}, and enter both in unitKeysHeldBy in papers.json`,
    })
  })

const overseers = ({ watchdog, supervisoryAuthority }: Papers): Missing[] => [
  ...missingIf(watchdog === null, {
    what: 'watchdog',
    why: 'nobody outside the police is named who watches the log',
    law: 'LED 20, 47 (a rule of this project)',
    todo: 'agree with an independent body, and enter watchdog in papers.json',
  }),
  ...missingIf(supervisoryAuthority === null, {
    what: 'supervisory-authority',
    why: 'the authority that people can complain to is not confirmed',
    law: 'GDPR 13(2)(d); LED 13(1)(d)',
    todo: 'enter supervisoryAuthority in papers.json',
  }),
]

// A demonstration may be looked at before everything is translated.
const untranslated = (pilot: Pilot, { demo, completeLanguages }: GateFacts): Missing[] =>
  (demo ? [] : pilot.languages).flatMap((one) => {
    const [first, ...more] = unwrittenIn(pilot, one)
    const inApps = completeLanguages.includes(one)
    return missingIf(!inApps || first !== undefined, {
      what: 'languages',
      of: one,
      why: inApps
        ? `${first}${more.length > 0 ? ` and ${more.length} other texts` : ''} of the city have not been written in "${one}"`
        : `the apps do not say everything in "${one}"`,
      law: 'GDPR 12(1); LED 12(1)',
      todo: inApps ? 'write them in pilot.json' : `translate ui/messages/${one} until it says all that English says`,
    })
  })

function training({ needs }: Pilot, policy: CityPolicy | undefined, { staffTrained }: Papers, { today }: GateFacts) {
  const people = needs.reduce((sum, one) => sum + one.people, 0)
  const until = staffTrained && addMonths(staffTrained.on, policy?.access.training_months ?? 0)
  const trained = staffTrained && staffTrained.on <= today && until !== null && until > today ? staffTrained.count : 0
  return missingIf(trained < people, {
    what: 'training',
    why: `${people} people are needed, and ${trained} have a training that still counts`,
    law: 'GDPR 39(1)(b); LED 34(b)',
    todo: 'train them, and enter staffTrained in papers.json',
  })
}

const openingDay = ({ opens }: Pilot, { today }: GateFacts): Missing[] =>
  opens === undefined
    ? []
    : missingIf(opens > today, {
        what: 'opening-day',
        of: opens,
        why: `the city opens on ${opens}`,
        law: 'the city’s own choice',
        todo: 'wait, or change "opens" in pilot.json',
      })

const missingIf = (isMissing: boolean, one: Missing): Missing[] => (isMissing ? [one] : [])
