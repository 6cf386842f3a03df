// What can be unlike an ordinary day: each a single change, so that a rule which is lost shows in the case that only it refuses.
import { floor } from '../floor.ts'
import { resourceType } from './acts.ts'
import { type Facts, undeclaredPurpose, undeclaredRecipient } from './facts.ts'

type Departure = Partial<Facts>
const { roles, regimes, identityModes, recipients, neverRecipients } = floor.vocabularies
const floorCell = Number(floor.params.find(({ id }) => id === 'M1')?.bound)

const anybody: readonly Departure[] = [{ sameCity: false }]
const staff: readonly Departure[] = [
  { inUnit: false },
  { active: false },
  { mfa: 'none' },
  { mfa: 'old' },
  { mfa: 'last-minute' },
  { training: 'none' },
  { training: 'over' },
  { training: 'last-day' },
  { purpose: undefined },
  { purpose: undeclaredPurpose },
  { purpose: 'handle_concern' },
  { purpose: 'accountability' },
  { reason: false },
  { caseRef: true },
  { caseRef: false },
  { automated: true },
  { emergency: true },
  { overdueReviews: 1 },
  { overdueReviews: 1, emergency: true },
]
const kept: readonly Departure[] = [
  { life: 'last-day' },
  { life: 'over' },
  { held: true },
  { life: 'over', held: true },
  { restricted: true },
  { restricted: true, purpose: 'accountability' },
]
const report: readonly Departure[] = [
  ...kept,
  ...regimes.map((regime) => ({ regime })),
  { protected: true },
  { protected: true, cleared: true },
  { protected: true, cleared: true, reason: false },
  { closer: 'self' },
  { closer: 'colleague' },
]
const assignment: readonly Departure[] = [
  ...(['none', 'self', 'cleared', 'outside-unit', 'inactive', 'foreign'] as const).map((assignee) => ({ assignee })),
  { closer: 'colleague', assignee: 'closer' },
  { protected: true, cleared: true, assignee: 'cleared' },
]
const handing: readonly Departure[] = [
  { handing: 'listed-protected' },
  { handing: 'agreed' },
  { handing: 'unlisted' },
  ...(['none', 'self', 'colleague', 'inactive-supervisor', 'foreign-supervisor', 'supervisor'] as const).map(
    (approver) => ({ handing: 'unlisted', emergency: true, approver }) as const,
  ),
  { handing: 'unlisted', approver: 'colleague' },
]
const disclosure: readonly Departure[] = [
  ...[...recipients, ...neverRecipients, undeclaredRecipient].map((recipient) => ({ recipient })),
  { recipient: 'municipal_service', regime: 'GDPR', caseRef: true },
  { recipient: 'third_country', ground: 'adequacy' },
  { recipient: 'third_country', ground: 'adequacy', approver: 'supervisor' },
  { recipient: 'third_country', ground: 'adequacy', approver: 'self' },
  { recipient: 'third_country', ground: 'police courtesy', approver: 'supervisor' },
]
const publication: readonly Departure[] = [
  { cellM: floorCell - 1, cityCellM: 0 },
  { cellM: floorCell, cityCellM: 0 },
  { cellM: floorCell, cityCellM: floorCell },
  { cellM: floorCell, cityCellM: floorCell + 1 },
  { minor: true },
]
const identity: readonly Departure[] = [
  ...kept,
  ...identityModes.map((mode) => ({ mode })),
  ...(['none', 'self', 'colleague', 'inactive-supervisor', 'foreign-supervisor', 'supervisor'] as const).map(
    (approver) => ({ approver }),
  ),
]

/** The single changes that can matter to an act. */
export function departures({ action, who }: Facts): readonly Departure[] {
  const type = resourceType(action)
  return [
    {},
    ...anybody,
    ...(who === 'user' ? staff : []),
    ...(who === 'user' && type === 'Report' ? report : []),
    ...(action === 'report:assign' ? assignment : []),
    ...(action === 'report:transfer' ? handing : []),
    ...(action === 'report:disclose' ? disclosure : []),
    ...(action === 'report:publish-on-map' ? publication : []),
    ...(type === 'ReporterIdentity' ? identity : []),
    ...(type === 'PolicyDraft' ? [{ proposer: 'self' } as const, { state: 'approved' }, { state: 'proposed' }] : []),
    ...(type === 'Mailbox' || type === 'RightsRequest'
      ? ([{ holder: 'stranger' }, { holder: 'nobody' }] as const)
      : []),
    ...(type === 'City' && who === 'visitor' ? [{ who: 'user' } as const] : []),
    ...(action === 'report:submit' ? [{ cityOpen: false }] : []),
    ...(/^report:erase(-files)?$/.test(action)
      ? ([{ held: true }, { life: 'running' }, { who: 'user' }] as const)
      : []),
  ]
}

export const staffRoles: readonly string[] = roles
