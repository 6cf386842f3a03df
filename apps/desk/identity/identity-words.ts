// The codes of the vault as words.
import type { IdentityOutcome, IdentityReason } from '@citycop/protocol/identity/identity.ts'
import { identityOutcomes, identityReasons } from '@citycop/protocol/identity/identity.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import type { OwnWords } from '../ui-parts/failure-words.ts'
import type { RequestView } from '../worker/commands.ts'

type Pair = readonly [name: MessageKey, means: MessageKey]
const reasons: Record<IdentityReason, Pair> = {
  'witness-needed': ['desk-identity.reason.witness-needed', 'desk-identity.reason.witness-needed-means'],
  'danger-to-the-reporter': [
    'desk-identity.reason.danger-to-the-reporter',
    'desk-identity.reason.danger-to-the-reporter-means',
  ],
  'danger-to-others': ['desk-identity.reason.danger-to-others', 'desk-identity.reason.danger-to-others-means'],
  'court-order': ['desk-identity.reason.court-order', 'desk-identity.reason.court-order-means'],
}
const outcomes: Record<IdentityOutcome, Pair> = {
  justified: ['desk-identity.outcome.justified', 'desk-identity.outcome.justified-means'],
  'not-justified': ['desk-identity.outcome.not-justified', 'desk-identity.outcome.not-justified-means'],
}
const states: Record<RequestView['state'], MessageKey> = {
  asked: 'desk-identity.state.asked',
  approved: 'desk-identity.state.approved',
  opened: 'desk-identity.state.opened',
  ended: 'desk-identity.state.ended',
}

const options = <Code extends string>(codes: readonly Code[], words: Record<Code, Pair>) =>
  codes.map((value) => ({ value, label: say(words[value][0]), hint: say(words[value][1]) }))

export const reasonOptions = () => options(identityReasons, reasons)
export const outcomeOptions = () => options(identityOutcomes, outcomes)
export const sayReason = (reason: IdentityReason): string => say(reasons[reason][0])
export const sayState = (state: RequestView['state']): string => say(states[state])

/** What a refusal means for each act: "not found" is another thing for whoever asks than for whoever opens. */
export const refusedAsking: OwnWords = {
  'not-found': 'desk-identity.refused.none-kept',
  'bad-request': 'desk-identity.refused.day',
}
export const refusedAgreeing: OwnWords = {
  'not-found': 'desk-identity.refused.gone',
  'state-changed': 'desk-identity.refused.agreed-or-ended',
}
export const refusedOpening: OwnWords = {
  'not-found': 'desk-identity.refused.gone',
  'state-changed': 'desk-identity.refused.used-or-other',
}
export const refusedReviewing: OwnWords = {
  'not-found': 'desk-identity.refused.gone',
  'state-changed': 'desk-identity.refused.reviewed',
}
