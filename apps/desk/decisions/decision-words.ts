// The codes of what is decided in law, as words.
import type { HoldGround, Regime, RegimeGround, ReviewOutcome } from '@citycop/protocol/policy/parameters.ts'
import { holdGrounds } from '@citycop/protocol/policy/parameters.ts'
import type { RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'

type Pair = readonly [name: MessageKey, means: MessageKey]
export type Law = Exclude<Regime, 'UNDETERMINED'>

const laws: Record<Law, Pair> = {
  LED: ['desk-decide.law.LED', 'desk-decide.law.LED-means'],
  GDPR: ['desk-decide.law.GDPR', 'desk-decide.law.GDPR-means'],
}
const classes: Record<RetentionClass, Pair> = {
  noncrime: ['desk-decide.class.noncrime', 'desk-decide.class.noncrime-means'],
  crime_minor: ['desk-decide.class.crime_minor', 'desk-decide.class.crime_minor-means'],
  crime_serious: ['desk-decide.class.crime_serious', 'desk-decide.class.crime_serious-means'],
  no_action: ['desk-decide.class.no_action', 'desk-decide.class.no_action-means'],
  tip_anonymous: ['desk-decide.class.tip_anonymous', 'desk-decide.class.tip_anonymous-means'],
}
/** What makes sense together: a crime is not filed under the GDPR, and what is no crime not under police law. */
const classesOf: Record<Law, readonly RetentionClass[]> = {
  LED: ['crime_minor', 'crime_serious', 'tip_anonymous', 'no_action'],
  GDPR: ['noncrime', 'no_action'],
}
type ChangeGround = Exclude<RegimeGround, 'first-decision'>
const changeGrounds: Record<ChangeGround, Pair> = {
  'crime-suspected': ['desk-decide.change-ground.crime-suspected', 'desk-decide.change-ground.crime-suspected-means'],
  'no-crime': ['desk-decide.change-ground.no-crime', 'desk-decide.change-ground.no-crime-means'],
  'national-law': ['desk-decide.change-ground.national-law', 'desk-decide.change-ground.national-law-means'],
}
const groundsTo: Record<Law, readonly ChangeGround[]> = {
  LED: ['crime-suspected', 'national-law'],
  GDPR: ['no-crime', 'national-law'],
}
const grounds: Record<HoldGround, Pair> = {
  evidence: ['desk-decide.hold-ground.evidence', 'desk-decide.hold-ground.evidence-means'],
  'complaint-open': ['desk-decide.hold-ground.complaint-open', 'desk-decide.hold-ground.complaint-open-means'],
  'rights-request-open': [
    'desk-decide.hold-ground.rights-request-open',
    'desk-decide.hold-ground.rights-request-open-means',
  ],
  'court-order': ['desk-decide.hold-ground.court-order', 'desk-decide.hold-ground.court-order-means'],
}
const outcomes: Record<ReviewOutcome, Pair> = {
  keep: ['desk-decide.review-outcome.keep', 'desk-decide.review-outcome.keep-means'],
  shorten: ['desk-decide.review-outcome.shorten', 'desk-decide.review-outcome.shorten-means'],
  restrict: ['desk-decide.review-outcome.restrict', 'desk-decide.review-outcome.restrict-means'],
  erase: ['desk-decide.review-outcome.erase', 'desk-decide.review-outcome.erase-means'],
}

const options = <Code extends string>(codes: readonly Code[], words: Record<Code, Pair>, values = {}) =>
  codes.map((value) => ({ value, label: say(words[value][0]), hint: say(words[value][1], values) }))

export const lawOptions = () => options(Object.keys(laws) as Law[], laws)
export const classOptions = (law: Law) => options(classesOf[law], classes)
export const changeOptions = (to: Law) => options(groundsTo[to], changeGrounds)
export const holdOptions = () => options(holdGrounds, grounds)
export const outcomeOptions = (offered: readonly ReviewOutcome[], nextReview: string) =>
  options(offered, outcomes, { day: nextReview })

export const sayLaw = (law: Regime): string =>
  say(law === 'UNDETERMINED' ? 'desk-decide.law.UNDETERMINED' : laws[law][0])
export const sayClass = (filedAs: RetentionClass | undefined): string =>
  say(filedAs === undefined ? 'desk-decide.class.undecided' : classes[filedAs][0])
export const sayGround = (ground: HoldGround): string => say(grounds[ground][0])
