// Every act of the schema, with what an ordinary day of it looks like: what the enumeration and the examples start from.
import { type Facts, ordinary } from './facts.ts'

const door = { who: 'visitor' } as const
const staff = (role: string, more: Partial<Facts> = {}) => ({ who: 'user', role, ...more }) as const
const atDesk = staff('case_officer')
const lead = staff('supervisor')
const vault = { caseRef: true }

const acts: Readonly<Record<string, Partial<Facts> & Pick<Facts, 'who'>>> = {
  'directory:read': door,
  'log:growth': door,
  'challenge:ask': door,
  'officer:sign-in': door,
  'policy:read': door,
  'officer:sign-out': atDesk,
  'officer:read-keys': atDesk,
  'officer:wrap-keys': atDesk,
  'officer:read-cards': atDesk,
  'officer:write-cards': atDesk,
  'keys:publish': { who: 'administrator' },
  'keys:renew-current': { who: 'administrator' },
  'recovery:list': door,
  'recovery:request': { who: 'administrator' },
  'recovery:object': { who: 'administrator' },
  'recovery:fetch': { who: 'administrator' },
  'report:submit': door,
  'mailbox:read': door,
  'message:send': door,
  'report:contest': door,
  'report:withdraw': door,
  'report:undo-withdrawal': door,
  'attachment:begin': door,
  'attachment:upload-part': door,
  'rights:submit': door,
  'report:list': atDesk,
  'report:watch': atDesk,
  'report:open': atDesk,
  'attachment:read': atDesk,
  'report:take': atDesk,
  'report:assign': atDesk,
  'report:pause-clock': atDesk,
  'report:note': atDesk,
  'message:answer': atDesk,
  'message:ask': atDesk,
  'report:refer': atDesk,
  'report:count': atDesk,
  'report:close': atDesk,
  'report:hold': atDesk,
  'report:release-hold': atDesk,
  'report:triage': atDesk,
  'report:review': atDesk,
  'report:list-sealed': atDesk,
  'report:begin-reseal': staff('case_officer', { purpose: 'accountability' }),
  'report:reseal': atDesk,
  'report:request-transfer': atDesk,
  'report:transfer': atDesk,
  'report:agree-export': lead,
  'report:export': staff('supervisor', { purpose: 'led_prosecution_handover', caseRef: true }),
  'report:change-regime': lead,
  'report:preview-erasure': lead,
  'report:disclose': lead,
  'report:publish-on-map': staff('analyst'),
  'report:erase': { who: 'service', life: 'over' },
  'report:erase-files': { who: 'service' },
  'identity:request': staff('identity_custodian', vault),
  'identity:reveal': staff('identity_custodian', { ...vault, approver: 'supervisor' }),
  'identity:approve': lead,
  'identity:review': lead,
  'identity:list': lead,
  'policy:propose': staff('city_admin'),
  'policy:read-draft': staff('dpo'),
  'policy:drop': staff('dpo'),
  'policy:approve': staff('dpo'),
  'policy:activate': staff('chief', { state: 'approved' }),
  'pilot:open': staff('chief'),
  'rights:decide': staff('dpo'),
  'forum:moderate': staff('moderator'),
  'forum:search': staff('case_officer', { caseRef: true }),
  'audit:read': staff('watchdog'),
  'audit:read-notices': staff('watchdog'),
  'audit:write': staff('operator'),
  'audit:delete': staff('operator'),
}

export const actions: readonly string[] = Object.keys(acts)

/** @throws Error for an act that is not in the list */
export function ordinaryDay(action: string, more: Partial<Facts> = {}): Facts {
  const act = acts[action]
  if (!act) throw new Error(`no act is called ${action}`)
  return { ...ordinary, ...act, ...more, action }
}

/** What an act is done to, as the schema has it. */
export function resourceType(action: string): string {
  if (/^(directory|log|challenge|officer|keys|recovery|pilot):|^policy:read$|^forum:search$/.test(action)) return 'City'
  if (action.startsWith('policy:')) return 'PolicyDraft'
  if (action.startsWith('rights:')) return 'RightsRequest'
  if (action.startsWith('identity:')) return 'ReporterIdentity'
  if (action.startsWith('audit:')) return 'AuditRecord'
  if (action === 'forum:moderate') return 'ForumPost'
  const citizens =
    /^(mailbox:|message:send$|attachment:(begin|upload-part)$|report:(submit|contest|withdraw|undo-withdrawal)$)/
  return citizens.test(action) ? 'Mailbox' : 'Report'
}
