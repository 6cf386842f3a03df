// What is missing before a city may take in its first report. Empty means that it may open. Two Italian cities ran reporting apps
// without these papers and were fined in 2024; here the server refuses intake as long as the list is not empty.

import type { CityPolicy } from '../policy/city-policy.ts'
import { lawOf } from './gate-laws.ts'
import { noPapers, type Papers } from './papers.ts'
import type { Pilot } from './pilot.ts'
import { unwrittenIn } from './pilot-texts.ts'
import { peopleNeeded, trainedUntil } from './training.ts'

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
  /** Since which day. */
  readonly policySince?: string
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

type Paper = { readonly date: string; readonly until?: string | undefined } | null | undefined

/** Signed, not on a day that has not come, and not over. */
const isThere = (paper: Paper, { today }: GateFacts): boolean =>
  paper != null && paper.date <= today && !isOver(paper, today)
const isOver = ({ until }: NonNullable<Paper>, today: string): boolean => until !== undefined && until < today
const over = (paper: Paper, { today }: GateFacts): string =>
  paper != null && isOver(paper, today) ? `; the one of ${paper.date} ended on ${paper.until}` : ''

const legalBases = ({ categories }: Pilot, { legalBasis }: Papers, facts: GateFacts): Missing[] =>
  categories
    .filter(({ id }) => !isThere(legalBasis[id], facts))
    .map(({ id, regime, legalBasis: law }) => ({
      what: 'legal-basis',
      of: id,
      why: `nobody has confirmed that the law named for "${id}" carries it (${law})${over(legalBasis[id], facts)}`,
      law: lawOf('legal-basis', regime),
      todo: `have a lawyer confirm it and enter legalBasis.${id} in papers.json, or move "${id}" to elsewhere`,
    }))

const contractAndAssessment = (papers: Papers, facts: GateFacts): Missing[] => [
  ...missingIf(!isThere(papers.processorContract, facts), {
    what: 'processor-contract',
    why: `there is no contract between the police and whoever runs the server${over(papers.processorContract, facts)}`,
    law: lawOf('processor-contract'),
    todo: 'sign it and enter processorContract in papers.json',
  }),
  ...missingIf(!isThere(papers.impactAssessment, facts), {
    what: 'impact-assessment',
    why: `nobody has assessed and approved what this can do to people${over(papers.impactAssessment, facts)}`,
    law: lawOf('impact-assessment'),
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
    law: lawOf('policy'),
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
      law: lawOf('unit-keys'),
      todo: `appoint a second officer of ${id}, and enter both in unitKeysHeldBy in papers.json`,
    })
  })

const overseers = ({ watchdog, supervisoryAuthority }: Papers): Missing[] => [
  ...missingIf(watchdog === null, {
    what: 'watchdog',
    why: 'nobody outside the police is named who watches the log',
    law: `${lawOf('watchdog')} (a rule of this project)`,
    todo: 'agree with an independent body, and enter watchdog in papers.json',
  }),
  ...missingIf(supervisoryAuthority === null, {
    what: 'supervisory-authority',
    why: 'the authority that people can complain to is not confirmed',
    law: lawOf('supervisory-authority'),
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
      law: lawOf('languages'),
      todo: inApps ? 'write them in pilot.json' : `translate ui/messages/${one} until it says all that English says`,
    })
  })

function training({ needs }: Pilot, policy: CityPolicy | undefined, { staffTrained }: Papers, { today }: GateFacts) {
  const people = peopleNeeded(needs)
  const trained =
    staffTrained && staffTrained.on <= today && trainedUntil(staffTrained.on, policy) >= today ? staffTrained.count : 0
  return missingIf(trained < people, {
    what: 'training',
    why: `${people} people are needed, and ${trained} have a training that still counts`,
    law: lawOf('training'),
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
