// Which message says which word of a policy. A word that a newer floor knows and this app does not is shown as it stands.
import type { IdentityMode } from '@citycop/protocol/policy/city-policy.ts'
import type { Policy, RetentionClass } from '@citycop/protocol/policy/terms.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Said } from './said.ts'

export const purposeWords: Readonly<Record<string, MessageKey>> = {
  handle_concern: 'policy-panel.purpose.handle_concern',
  community_dialogue: 'policy-panel.purpose.community_dialogue',
  alerts: 'policy-panel.purpose.alerts',
  moderation: 'policy-panel.purpose.moderation',
  statistics: 'policy-panel.purpose.statistics',
  service_security: 'policy-panel.purpose.service_security',
  accountability: 'policy-panel.purpose.accountability',
  led_prevent: 'policy-panel.purpose.led_prevent',
  led_detect: 'policy-panel.purpose.led_detect',
  led_investigate: 'policy-panel.purpose.led_investigate',
  led_prosecution_handover: 'policy-panel.purpose.led_prosecution_handover',
  led_public_security: 'policy-panel.purpose.led_public_security',
}

export const recipientWords: Readonly<Record<string, MessageKey>> = {
  same_lea: 'policy-panel.recipient.same_lea',
  lea_same_ms: 'policy-panel.recipient.lea_same_ms',
  lea_eu: 'policy-panel.recipient.lea_eu',
  prosecutor_court: 'policy-panel.recipient.prosecutor_court',
  emergency_service: 'policy-panel.recipient.emergency_service',
  municipal_service: 'policy-panel.recipient.municipal_service',
  child_protection: 'policy-panel.recipient.child_protection',
  victim_support: 'policy-panel.recipient.victim_support',
  third_country: 'policy-panel.recipient.third_country',
}

export const classWords: Record<RetentionClass, MessageKey> = {
  noncrime: 'policy-panel.class.noncrime',
  crime_minor: 'policy-panel.class.crime_minor',
  crime_serious: 'policy-panel.class.crime_serious',
  no_action: 'policy-panel.class.no_action',
  tip_anonymous: 'policy-panel.class.tip_anonymous',
}

export const modeWords: Record<IdentityMode, MessageKey> = {
  anonymous: 'policy-panel.mode.anonymous',
  pseudonymous: 'policy-panel.mode.pseudonymous',
  confidential: 'policy-panel.mode.confidential',
  identified: 'policy-panel.mode.identified',
}

const limitWords: Readonly<Record<string, MessageKey>> = {
  erasure: 'policy-panel.limit.erasure',
  notice: 'policy-panel.limit.notice',
  anonymity: 'policy-panel.limit.anonymity',
  withdrawal: 'policy-panel.limit.withdrawal',
}

export const sayLimit = ({ promise, law }: Policy['limits'][number]): Said => ({
  key: limitWords[promise] ?? 'policy-panel.limits',
  values: { law },
})

export const wordOf = (words: Readonly<Record<string, MessageKey>>, id: string): Said | string => {
  const key = words[id]
  return key === undefined ? id : { key }
}
