// What an officer decided about a report, and which rules allowed an act: as the log's entry says it, in words.
import type { MailboxAct } from '@citycop/client/reports/read-mailbox.ts'
import type { Decision } from '@citycop/protocol/log/entry.ts'
import type {
  DeferralGround,
  HoldGround,
  Regime,
  RegimeGround,
  ReviewOutcome,
} from '@citycop/protocol/policy/parameters.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { classWords } from '../policy/panel-words.ts'
import type { Said } from '../policy/said.ts'

const regimeWords: Record<Regime, MessageKey> = {
  GDPR: 'mailbox.decided.regime.GDPR',
  LED: 'mailbox.decided.regime.LED',
  UNDETERMINED: 'mailbox.decided.regime.UNDETERMINED',
}

const outcomeWords: Record<ReviewOutcome, MessageKey> = {
  keep: 'mailbox.decided.outcome.keep',
  shorten: 'mailbox.decided.outcome.shorten',
  restrict: 'mailbox.decided.outcome.restrict',
  erase: 'mailbox.decided.outcome.erase',
}

/** Why something is told later. */
export const laterWords: Record<DeferralGround, MessageKey> = {
  inquiry: 'mailbox.later-ground.inquiry',
  'crime-prevention': 'mailbox.later-ground.crime-prevention',
  'public-security': 'mailbox.later-ground.public-security',
  'rights-of-others': 'mailbox.later-ground.rights-of-others',
}

const groundWords: Record<HoldGround | RegimeGround, MessageKey> = {
  evidence: 'mailbox.decided.ground.evidence',
  'complaint-open': 'mailbox.decided.ground.complaint-open',
  'rights-request-open': 'mailbox.decided.ground.rights-request-open',
  'court-order': 'mailbox.decided.ground.court-order',
  'first-decision': 'mailbox.decided.ground.first-decision',
  'crime-suspected': 'mailbox.decided.ground.crime-suspected',
  'no-crime': 'mailbox.decided.ground.no-crime',
  'national-law': 'mailbox.decided.ground.national-law',
}
const waited = (ground: string | undefined): MessageKey | undefined =>
  (laterWords as Record<string, MessageKey>)[ground ?? '']
const sayGround = (ground: string): Said => ({
  key: (groundWords as Record<string, MessageKey>)[ground] ?? 'mailbox.decided.ground.other',
})

export const sayDecision = ({
  regime,
  retentionClass,
  protected: guarded,
  ground,
  outcome,
  until,
}: Decision): Said[] => [
  ...(regime ? [{ key: regimeWords[regime] }] : []),
  ...(retentionClass
    ? [{ key: 'mailbox.decided.class' as const, values: { class: { said: { key: classWords[retentionClass] } } } }]
    : []),
  ...(guarded ? [{ key: 'mailbox.decided.protected' as const }] : []),
  ...(ground === undefined ? [] : [waited(ground) ? { key: waited(ground) as MessageKey } : sayGround(ground)]),
  ...(outcome ? [{ key: outcomeWords[outcome] }] : []),
  ...(until === undefined ? [] : [{ key: whenWords(ground), values: { day: { day: until } } }]),
]

const whenWords = (ground: string | undefined): MessageKey =>
  waited(ground) ? 'mailbox.decided.later' : 'mailbox.decided.until'

/** Undefined for an act from before there was a policy. */
export function sayLaw({ rules = [], policy }: Pick<MailboxAct, 'rules' | 'policy'>): Said | undefined {
  if (policy === 0) return undefined
  if (rules.length === 0) return { key: 'mailbox.allowed-version', values: { version: policy } }
  const named: Said = { key: 'mailbox.rules', values: { count: rules.length, names: { list: rules } } }
  return { key: 'mailbox.allowed', values: { rules: { said: named }, version: policy } }
}

/** What was allowed by the same rules is said once, with the places in the log. */
export function sayLaws(
  acts: readonly Pick<MailboxAct, 'rules' | 'policy' | 'leaf'>[],
): { law: Said; places: number[] }[] {
  const found = new Map<string, { law: Said; places: number[] }>()
  for (const act of acts) {
    const law = sayLaw(act)
    if (!law) continue
    const key = JSON.stringify(law)
    const { places } = found.get(key) ?? { places: [] }
    found.set(key, { law, places: [...places, act.leaf] })
  }
  return [...found.values()]
}
