// Why a policy said no, rule by rule. A test reads the floor's rules and fails when one has no words.
import type { MessageKey } from './message-key.ts'
import { say } from './messages.svelte.ts'

export const ruleWords: Readonly<Record<string, MessageKey>> = {
  'F-TENANT': 'policy.rule.F-TENANT',
  'F-INACTIVE': 'policy.rule.F-INACTIVE',
  'F-MFA': 'policy.rule.F-MFA',
  'F-TRAINING': 'policy.rule.F-TRAINING',
  'F-PURPOSE': 'policy.rule.F-PURPOSE',
  'F-REGIME': 'policy.rule.F-REGIME',
  'F-UNDETERMINED': 'policy.rule.F-UNDETERMINED',
  'F-EXPIRED': 'policy.rule.F-EXPIRED',
  'F-RESTRICTED': 'policy.rule.F-RESTRICTED',
  'F-SPECIAL': 'policy.rule.F-SPECIAL',
  'F-IDENTITY': 'policy.rule.F-IDENTITY',
  'F-IDENTITY-DUAL': 'policy.rule.F-IDENTITY-DUAL',
  'F-BREAK-GLASS-UNREVIEWED': 'policy.rule.F-BREAK-GLASS-UNREVIEWED',
  'F-AUTOMATED': 'policy.rule.F-AUTOMATED',
  'F-NOT-THE-CLOSER': 'policy.rule.F-NOT-THE-CLOSER',
  'F-ASSIGNEE': 'policy.rule.F-ASSIGNEE',
  'F-PAUSE': 'policy.rule.F-PAUSE',
  'F-TRANSFER': 'policy.rule.F-TRANSFER',
  'F-EXPORT': 'policy.rule.F-EXPORT',
  'F-RECIPIENT': 'policy.rule.F-RECIPIENT',
  'F-NEVER-RECIPIENT': 'policy.rule.F-NEVER-RECIPIENT',
  'F-MUNICIPAL': 'policy.rule.F-MUNICIPAL',
  'F-THIRDCOUNTRY': 'policy.rule.F-THIRDCOUNTRY',
  'F-MAP': 'policy.rule.F-MAP',
  'F-MINOR-MAP': 'policy.rule.F-MINOR-MAP',
  'F-FORUM-SEARCH': 'policy.rule.F-FORUM-SEARCH',
  'F-FOUR-EYES-POLICY': 'policy.rule.F-FOUR-EYES-POLICY',
  'F-NOT-APPROVED': 'policy.rule.F-NOT-APPROVED',
  'F-NOT-OPEN': 'policy.rule.F-NOT-OPEN',
  'F-SERVICE-ERASE': 'policy.rule.F-SERVICE-ERASE',
  'F-AUDIT-IMMUTABLE': 'policy.rule.F-AUDIT-IMMUTABLE',
  'no-permit': 'policy.rule.no-permit',
  'entity-missing': 'policy.rule.entity-missing',
  'policy-error': 'policy.rule.policy-error',
}

/** The rules that refused, as sentences, with the law behind them. */
export function sayRefusal(rules: readonly string[], law?: string): string {
  const why = [...new Set(rules.map(sayRule))].join(' ')
  return law === undefined ? why : say('policy.with-law', { why, law })
}

function sayRule(id: string): string {
  const key = ruleWords[id]
  return key ? say(key) : say('policy.rule-of-city', { id })
}
