// For each act of the contract, who may do it on an ordinary day in a city of the base permits, and what refuses it when. A route
// without a row here fails the check (examples.test.ts).
import { actions } from './check/acts.ts'
import type { Facts } from './check/facts.ts'

export type Denied = readonly [change: Partial<Facts>, by: string]
export type Example = {
  /** Changes to an ordinary day under which it is allowed; a sentence where it never is. */
  readonly allowed: readonly Partial<Facts>[] | string
  /** What refuses it: a rule's id, or `no-permit` where nobody permits it. */
  readonly denied: readonly Denied[]
}

const foreign: Denied = [{ sameCity: false }, 'F-TENANT']
const stranger: Denied = [{ inUnit: false }, 'no-permit']
/** A right is decided by the rights set alone, which permits or is silent. */
const right = (...denied: Denied[]): Example => ({
  allowed: [{}],
  denied: [[{ sameCity: false }, 'no-permit'], ...denied],
})
const ownMailbox = right([{ holder: 'stranger' }, 'no-permit'], [{ holder: 'nobody' }, 'no-permit'])
const work = (...denied: Denied[]): Example => ({
  allowed: [{}, { regime: 'UNDETERMINED' }, { life: 'over', held: true }],
  denied: [
    foreign,
    stranger,
    [{ role: 'analyst' }, 'no-permit'],
    [{ life: 'over' }, 'F-EXPIRED'],
    [{ training: 'none' }, 'F-TRAINING'],
    [{ mfa: 'old' }, 'F-MFA'],
    [{ active: false }, 'F-INACTIVE'],
    [{ protected: true }, 'F-SPECIAL'],
    ...denied,
  ],
})
const notTheCloser: Denied = [{ closer: 'self' }, 'F-NOT-THE-CLOSER']
const machine: Denied = [{ automated: true }, 'F-AUTOMATED']
const reading = work(
  [{ purpose: undefined }, 'F-PURPOSE'],
  [{ purpose: 'statistics' }, 'F-PURPOSE'],
  [{ regime: 'GDPR' }, 'F-REGIME'],
  [{ restricted: true }, 'F-RESTRICTED'],
)
const watchdog = right([{ role: 'dpo' }, 'no-permit'], [{ mfa: 'none' }, 'no-permit'], [{ active: false }, 'no-permit'])
const vault: readonly Denied[] = [
  foreign,
  [{ role: 'case_officer' }, 'F-IDENTITY'],
  [{ caseRef: false }, 'F-IDENTITY'],
  [{ mode: 'anonymous' }, 'F-IDENTITY'],
  [{ emergency: true, overdueReviews: 1 }, 'F-BREAK-GLASS-UNREVIEWED'],
]

export const examples: Readonly<Record<string, Example>> = {
  'directory:read': right(),
  'log:growth': right(),
  'challenge:ask': right(),
  'policy:read': right(),
  'officer:sign-in': right(),
  'officer:sign-out': right(),
  'officer:read-keys': right(),
  'officer:wrap-keys': right(),
  'officer:read-cards': right(),
  'officer:write-cards': right(),
  'keys:publish': right(),
  'keys:renew-current': right(),
  'recovery:list': right(),
  'recovery:request': right(),
  'recovery:object': right(),
  'recovery:fetch': right(),
  'mailbox:read': ownMailbox,
  'message:send': ownMailbox,
  'report:contest': ownMailbox,
  'report:withdraw': ownMailbox,
  'report:undo-withdrawal': ownMailbox,
  'attachment:begin': ownMailbox,
  'attachment:upload-part': ownMailbox,
  'rights:submit': right([{ holder: 'stranger' }, 'no-permit']),
  'report:submit': { allowed: [{}, { holder: 'nobody' }], denied: [foreign, [{ cityOpen: false }, 'F-NOT-OPEN']] },
  'report:list': work([{ purpose: 'statistics' }, 'F-PURPOSE']),
  'report:watch': work([{ purpose: 'statistics' }, 'F-PURPOSE']),
  'report:open': reading,
  'attachment:read': reading,
  'report:take': work(notTheCloser),
  'report:assign': work(
    notTheCloser,
    [{ assignee: 'none' }, 'F-ASSIGNEE'],
    [{ assignee: 'outside-unit' }, 'F-ASSIGNEE'],
    [{ assignee: 'inactive' }, 'F-ASSIGNEE'],
    [{ assignee: 'foreign' }, 'F-ASSIGNEE'],
    [{ assignee: 'closer', closer: 'colleague' }, 'F-ASSIGNEE'],
    [{ protected: true, cleared: true }, 'F-ASSIGNEE'],
    [{ reason: false }, 'F-ASSIGNEE'],
  ),
  'report:pause-clock': work([{ reason: false }, 'F-PAUSE']),
  'report:note': work(),
  'message:answer': work(notTheCloser),
  'message:ask': work(notTheCloser),
  'report:refer': work(),
  'report:count': work(),
  'report:close': work(notTheCloser, machine),
  'report:hold': work(),
  'report:release-hold': work(),
  'report:triage': work(machine),
  'report:review': work(machine),
  'report:list-sealed': work(),
  'report:begin-reseal': work([{ purpose: undefined }, 'F-PURPOSE'], [{ purpose: 'statistics' }, 'F-PURPOSE']),
  'report:reseal': work(),
  'report:request-transfer': work(),
  'report:transfer': {
    allowed: [
      {},
      { handing: 'agreed' },
      { handing: 'unlisted', emergency: true, approver: 'colleague' },
      { regime: 'UNDETERMINED' },
    ],
    denied: [
      foreign,
      stranger,
      machine,
      [{ role: 'analyst' }, 'no-permit'],
      [{ handing: 'unlisted' }, 'F-TRANSFER'],
      [{ handing: 'listed-protected' }, 'F-TRANSFER'],
      [{ reason: false }, 'F-TRANSFER'],
      [{ handing: 'unlisted', approver: 'colleague' }, 'F-TRANSFER'],
      [{ handing: 'unlisted', emergency: true }, 'F-TRANSFER'],
      [{ handing: 'unlisted', emergency: true, approver: 'self' }, 'F-TRANSFER'],
    ],
  },
  'report:agree-export': work([{ role: 'case_officer' }, 'no-permit']),
  'report:export': work(
    [{ role: 'case_officer' }, 'no-permit'],
    [{ purpose: 'led_detect' }, 'F-EXPORT'],
    [{ caseRef: false }, 'F-EXPORT'],
    [{ reason: false }, 'F-EXPORT'],
    [{ restricted: true }, 'F-RESTRICTED'],
    machine,
  ),
  'report:change-regime': work(machine, [{ role: 'case_officer' }, 'no-permit']),
  'report:preview-erasure': work([{ role: 'case_officer' }, 'no-permit']),
  'report:disclose': {
    allowed: [{}, { regime: 'UNDETERMINED', caseRef: true }, { recipient: 'emergency_service', emergency: true }],
    denied: [
      foreign,
      [{ role: 'case_officer' }, 'no-permit'],
      [{ recipient: 'lea_eu' }, 'F-RECIPIENT'],
      [{ recipient: 'private_party' }, 'F-NEVER-RECIPIENT'],
      [{ recipient: 'municipal_service' }, 'F-MUNICIPAL'],
      [{ recipient: 'third_country' }, 'F-THIRDCOUNTRY'],
      [{ regime: 'UNDETERMINED' }, 'F-UNDETERMINED'],
    ],
  },
  'report:publish-on-map': {
    allowed: [{}],
    denied: [foreign, [{ cellM: 50 }, 'F-MAP'], [{ minor: true }, 'F-MINOR-MAP'], [{ protected: true }, 'F-MAP']],
  },
  'report:erase': {
    allowed: [{}, { life: 'running' }],
    denied: [foreign, [{ held: true }, 'F-SERVICE-ERASE'], [{ who: 'user', role: 'operator' }, 'F-SERVICE-ERASE']],
  },
  'report:erase-files': {
    allowed: [{}, { life: 'running' }],
    denied: [foreign, [{ held: true }, 'F-SERVICE-ERASE'], [{ who: 'user', role: 'operator' }, 'F-SERVICE-ERASE']],
  },
  'identity:request': { allowed: [{}, { caseRef: false, emergency: true }], denied: vault },
  'identity:reveal': {
    allowed: [{}, { mode: 'identified', approver: 'none' }],
    denied: [...vault, [{ approver: 'none' }, 'F-IDENTITY-DUAL'], [{ approver: 'self' }, 'F-IDENTITY-DUAL'], machine],
  },
  'identity:approve': { allowed: [{}], denied: [foreign, [{ role: 'dpo' }, 'no-permit']] },
  'identity:review': { allowed: [{}, { role: 'dpo' }], denied: [foreign, [{ role: 'case_officer' }, 'no-permit']] },
  'identity:list': {
    allowed: [{}, { role: 'dpo' }, { role: 'identity_custodian' }],
    denied: [foreign, [{ role: 'case_officer' }, 'no-permit']],
  },
  'policy:propose': { allowed: [{}, { role: 'chief' }], denied: [foreign, [{ role: 'case_officer' }, 'no-permit']] },
  'policy:read-draft': {
    allowed: [{}, { role: 'city_admin' }],
    denied: [foreign, [{ role: 'case_officer' }, 'no-permit']],
  },
  'policy:drop': {
    allowed: [{}, { role: 'city_admin', proposer: 'self' }],
    denied: [foreign, [{ role: 'city_admin' }, 'no-permit'], [{ role: 'case_officer' }, 'no-permit']],
  },
  'policy:approve': {
    allowed: [{}, { role: 'chief' }],
    denied: [foreign, [{ proposer: 'self' }, 'F-FOUR-EYES-POLICY'], [{ role: 'city_admin' }, 'F-FOUR-EYES-POLICY']],
  },
  'policy:activate': {
    allowed: [{}, { role: 'city_admin' }],
    denied: [foreign, [{ state: 'proposed' }, 'F-NOT-APPROVED'], [{ role: 'case_officer' }, 'no-permit']],
  },
  'pilot:open': { allowed: [{}], denied: [foreign, [{ role: 'city_admin' }, 'no-permit']] },
  'rights:decide': { allowed: [{}], denied: [foreign, machine, [{ role: 'chief' }, 'no-permit']] },
  'forum:moderate': { allowed: [{}], denied: [foreign, [{ role: 'case_officer' }, 'no-permit']] },
  'forum:search': {
    allowed: 'the base permits give it to nobody; a city may, for a case with a reason',
    denied: [foreign, [{}, 'no-permit'], [{ caseRef: false }, 'F-FORUM-SEARCH']],
  },
  'audit:read': watchdog,
  'audit:read-notices': watchdog,
  'audit:write': { allowed: 'the log writes itself; nobody edits it', denied: [[{}, 'F-AUDIT-IMMUTABLE']] },
  'audit:delete': { allowed: 'the log is cut by nobody', denied: [[{}, 'F-AUDIT-IMMUTABLE']] },
}

/** Acts without a row. */
export const withoutExample = (acts: readonly string[] = actions): readonly string[] =>
  acts.filter((act) => !examples[act])
