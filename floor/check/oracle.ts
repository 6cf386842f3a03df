// What the law forbids in a situation, written from the law's table (POLICY 2.2, 4.1) and not from the Cedar text: the two are
// compared, and a rule that one of them lost is noticed.
import { floor } from '../floor.ts'
import { resourceType } from './acts.ts'
import { type Facts, undeclaredPurpose, undeclaredRecipient } from './facts.ts'

const number = (id: string): number => Number(floor.params.find((one) => one.id === id)?.bound)
const list = (id: string): readonly string[] => (floor.params.find((one) => one.id === id)?.bound ?? []) as string[]
const group = (purpose: string | undefined) =>
  purpose === undefined ? undefined : floor.vocabularies.purposes[purpose]

const citizens = new Set(['report:submit', 'mailbox:read', 'message:send', 'report:contest', 'report:withdraw'])
const doors =
  /^(directory|log|challenge|officer|keys|recovery|audit):|^policy:read$|^attachment:(begin|upload-part)$|^rights:submit$/
const isStaff = (action: string) =>
  !citizens.has(action) && !doors.test(action) && action !== 'report:undo-withdrawal' && !erasing.test(action)
const erasing = /^report:erase(-files)?$/
/** What shows somebody's words or name, to staff or to others. */
const shows = new Set([
  'report:open',
  'attachment:read',
  'report:begin-reseal',
  'report:export',
  'report:disclose',
  'report:publish-on-map',
  'identity:request',
  'identity:reveal',
])
const decidesOnPerson = new Set([
  'report:triage',
  'report:change-regime',
  'report:review',
  'report:close',
  'report:transfer',
  'report:disclose',
  'report:export',
  'identity:reveal',
  'rights:decide',
])
const secondLook = new Set(['report:take', 'message:answer', 'message:ask', 'report:close', 'report:assign'])

type Law = (facts: Facts) => boolean
const staff =
  (law: Law): Law =>
  (facts) =>
    isStaff(facts.action) && facts.who === 'user' && law(facts)
const onReport = (law: Law): Law => staff((facts) => resourceType(facts.action) === 'Report' && law(facts))
const on =
  (action: string, law: Law): Law =>
  (facts) =>
    facts.action === action && law(facts)
const hasLife = ({ action }: Facts) => ['Report', 'ReporterIdentity'].includes(resourceType(action))

/** To a member in office of its unit, who is cleared where the report asks for it, and who did not close it. */
function mayBeGiven({ assignee, inUnit, active, cleared, sameCity, protected: special, closer }: Facts): boolean {
  if (assignee === 'self') return inUnit && active && sameCity && (!special || cleared) && closer !== 'self'
  if (assignee === 'closer') return closer !== 'colleague' && !special
  return assignee === 'cleared' || (assignee === 'receiver' && !special)
}

/** By a list that does not speak for what is protected, with the person's yes, or by two where a life is in danger. */
const mayBeHanded = ({ handing, emergency, approver }: Facts): boolean =>
  handing === 'listed' || handing === 'agreed' || (emergency && (approver === 'supervisor' || approver === 'colleague'))

const laws: Readonly<Record<string, Law>> = {
  'F-TENANT': ({ sameCity }) => !sameCity,
  'F-INACTIVE': ({ who, active }) => who === 'user' && !active,
  'F-MFA': staff(({ mfa }) => mfa === 'old' || mfa === 'none'),
  'F-TRAINING': staff(({ training }) => training === 'over' || training === 'none'),
  'F-PURPOSE': staff(({ action, purpose }) =>
    purpose === undefined ? shows.has(action) : purpose === undeclaredPurpose,
  ),
  'F-REGIME': onReport(
    ({ regime, purpose, caseRef }) => regime === 'GDPR' && group(purpose) === 'led_art1' && !caseRef,
  ),
  'F-UNDETERMINED': onReport(
    ({ action, regime, caseRef, emergency }) =>
      regime === 'UNDETERMINED' &&
      !caseRef &&
      (action === 'report:publish-on-map' || (action === 'report:disclose' && !emergency)),
  ),
  'F-EXPIRED': staff((facts) => hasLife(facts) && facts.life === 'over' && !facts.held),
  'F-RESTRICTED': staff(
    (facts) => shows.has(facts.action) && facts.restricted && !(facts.reason && group(facts.purpose) === 'oversight'),
  ),
  'F-SPECIAL': onReport(
    ({ action, protected: special, cleared, reason }) => special && !(cleared && (reason || !shows.has(action))),
  ),
  'F-IDENTITY': staff(
    ({ action, role, reason, caseRef, emergency, mode }) =>
      (action === 'identity:request' || action === 'identity:reveal') &&
      !(role === 'identity_custodian' && reason && (caseRef || emergency) && mode !== 'anonymous'),
  ),
  'F-IDENTITY-DUAL': on(
    'identity:reveal',
    ({ mode, approver }) => mode === 'confidential' && approver !== 'supervisor',
  ),
  'F-BREAK-GLASS-UNREVIEWED': staff(({ emergency, overdueReviews }) => emergency && overdueReviews > 0),
  'F-AUTOMATED': staff(({ action, automated }) => automated && decidesOnPerson.has(action)),
  'F-NOT-THE-CLOSER': onReport(({ action, closer }) => closer === 'self' && secondLook.has(action)),
  'F-ASSIGNEE': on('report:assign', (facts) => !facts.reason || !mayBeGiven(facts)),
  'F-PAUSE': on('report:pause-clock', ({ reason }) => !reason),
  'F-TRANSFER': on('report:transfer', (facts) => !facts.reason || !mayBeHanded(facts)),
  'F-EXPORT': on(
    'report:export',
    ({ purpose, caseRef, reason }) => !(purpose === 'led_prosecution_handover' && caseRef && reason),
  ),
  'F-RECIPIENT': on('report:disclose', ({ recipient }) => recipient === undeclaredRecipient),
  'F-NEVER-RECIPIENT': on('report:disclose', ({ recipient }) => floor.vocabularies.neverRecipients.includes(recipient)),
  'F-MUNICIPAL': on(
    'report:disclose',
    ({ recipient, regime }) => recipient === 'municipal_service' && regime !== 'GDPR',
  ),
  'F-THIRDCOUNTRY': on(
    'report:disclose',
    ({ recipient, ground, approver }) =>
      recipient === 'third_country' &&
      !(ground !== undefined && list('D4').includes(ground) && approver !== 'none' && approver !== 'self'),
  ),
  'F-MAP': on(
    'report:publish-on-map',
    ({ cellM, cityCellM, protected: special }) => cellM < number('M1') || cellM < cityCellM || special,
  ),
  'F-MINOR-MAP': on('report:publish-on-map', ({ minor }) => minor),
  'F-FORUM-SEARCH': on('forum:search', ({ caseRef, reason, purpose }) => !(caseRef && reason && purpose !== undefined)),
  'F-FOUR-EYES-POLICY': on('policy:approve', ({ role, proposer }) => proposer === 'self' || !list('G4').includes(role)),
  'F-NOT-APPROVED': on('policy:activate', ({ state }) => state !== 'approved'),
  'F-NOT-OPEN': on('report:submit', ({ cityOpen }) => !cityOpen),
  'F-SERVICE-ERASE': ({ action, who, held }) => erasing.test(action) && (who !== 'service' || held),
  'F-AUDIT-IMMUTABLE': ({ action }) => action === 'audit:write' || action === 'audit:delete',
}

/** The floor's rules that forbid this, by id. */
export const forbiddenBy = (facts: Facts): readonly string[] =>
  Object.entries(laws)
    .filter(([, forbids]) => forbids(facts))
    .map(([id]) => id)
    .sort()

/** Whether this is somebody's right, which no city is asked about. */
const rights: Readonly<Record<string, Law>> = {
  'R-OPEN-DOOR': ({ action, who }) =>
    who === 'visitor' &&
    /^(directory:read|log:growth|challenge:ask|officer:sign-in|policy:read|recovery:list)$/.test(action),
  'R-STAFF-DOOR': ({ action, who }) =>
    who === 'user' && /^(directory|log|challenge|officer):|^(policy:read|recovery:list)$/.test(action),
  'R-KEYS': ({ action, who }) => who === 'administrator' && /^keys:|^recovery:(request|object|fetch)$/.test(action),
  'R-OWN-MAILBOX': ({ action, holder }) =>
    resourceType(action) === 'Mailbox' && action !== 'report:submit' && holder === 'self',
  'R-RIGHTS': ({ action, holder }) => action === 'rights:submit' && holder === 'self',
  'R-WATCHDOG': ({ action, role, active, mfa }) =>
    /^audit:read(-notices)?$/.test(action) && role === 'watchdog' && active && mfa !== 'old' && mfa !== 'none',
}
const rightsActs =
  /^(directory|log|challenge|officer|keys|recovery|mailbox):|^policy:read$|^message:send$|^rights:submit$|^audit:read|^report:(contest|withdraw|undo-withdrawal)$|^attachment:(begin|upload-part)$/

export const isRightsAct = (action: string): boolean => rightsActs.test(action)
export const grantedBy = (facts: Facts): readonly string[] =>
  Object.entries(rights).flatMap(([id, grants]) => (facts.sameCity && grants(facts) ? [id] : []))
export const lawIds: readonly string[] = [...Object.keys(laws), ...Object.keys(rights)]
