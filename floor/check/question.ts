// From plain words to a question for Cedar: the entities of a small made-up city.
import type { CedarValue, Entity, EntityRef, Query } from '../decide/query.ts'
import { floor } from '../floor.ts'
import { resourceType } from './acts.ts'
import { type Facts, undeclaredRecipient } from './facts.ts'

const today = 20_000
const now = today * 1440 + 600
const { recipients, neverRecipients } = floor.vocabularies
const sessionHours = Number(floor.params.find(({ id }) => id === 'X1')?.bound)

const at = (type: string, id: string): EntityRef => ({ type, id })
const to = (type: string, id: string): CedarValue => ({ entity: at(type, id) })
const all = (type: string, ids: readonly string[]): CedarValue => ids.map((id) => to(type, id))
const here = at('City', 'here')
const elsewhere = at('City', 'elsewhere')

// Lists no longer than they must be: each reference costs a hundredth of a millisecond, thousands of times.
const declared = ['led_detect', 'handle_concern', 'accountability']
const handover = 'led_prosecution_handover' // asked about by one act alone

const city = (ref: EntityRef, { action, cityOpen, cityCellM }: Facts): Entity => ({
  ref,
  attrs: {
    memberState: 'IT',
    purposes: all('Purpose', action === 'report:export' ? [...declared, handover] : declared),
    // A city that declared what no city may: the floor must stop it even so.
    recipients: all(
      'RecipientClass',
      action === 'report:disclose'
        ? [...recipients, ...neverRecipients].filter((one) => one !== undeclaredRecipient)
        : [],
    ),
    mapMinCellM: cityCellM,
    minForumAge: 14,
    dualControlIdentity: true,
    policyVersion: 1,
    open: cityOpen,
  },
  parents: [],
})

const person = (id: string, role: string, attrs: Record<string, CedarValue> = {}, units: EntityRef[] = []): Entity => ({
  ref: at('User', id),
  attrs: { city: { entity: here }, active: true, clearedSpecial: false, overdueReviews: 0, ...attrs },
  parents: [at('Role', role), ...units],
})

const mfaAges = { fresh: 60, 'last-minute': sessionHours * 60, old: sessionHours * 60 + 1 }
const trainingDays = { valid: 90, 'last-day': 0, over: -1 }
const lifeDays = { running: 30, 'last-day': 0, over: -1 }

function principal(facts: Facts): Entity {
  const home = { city: { entity: facts.sameCity ? here : elsewhere } }
  const types = { visitor: 'Visitor', service: 'Service', administrator: 'Administrator' } as const
  if (facts.who !== 'user') return { ref: at(types[facts.who], 'asker'), attrs: home, parents: [] }
  return person(
    'asker',
    facts.role,
    {
      ...home,
      active: facts.active,
      clearedSpecial: facts.cleared,
      overdueReviews: facts.overdueReviews,
      ...(facts.mfa === 'none' ? {} : { mfaAt: now - mfaAges[facts.mfa] }),
      ...(facts.training === 'none' ? {} : { trainingUntil: today + trainingDays[facts.training] }),
    },
    facts.inUnit ? [at('Unit', 'harbour')] : [],
  )
}

function resource(facts: Facts): Entity {
  const type = resourceType(facts.action)
  if (type === 'City') return city(here, facts)
  const life = { endsOn: today + lifeDays[facts.life], held: facts.held, restricted: facts.restricted }
  const closers = {
    none: {},
    self: { closedBy: to('User', 'asker') },
    colleague: { closedBy: to('User', 'colleague') },
  }
  const holders = {
    nobody: {},
    self: { holder: to('Visitor', 'asker') },
    stranger: { holder: to('Visitor', 'stranger') },
  }
  const attrs: Record<string, Record<string, CedarValue>> = {
    Mailbox: holders[facts.holder],
    Report: {
      unit: to('Unit', 'harbour'),
      regime: to('Regime', facts.regime),
      group: facts.action === 'report:transfer' && facts.handing === 'listed-protected' ? 'protected' : 'crime',
      retentionClass: to('RetentionClass', 'undetermined'),
      life,
      status: to('Status', facts.closer === 'none' ? 'taken' : 'contested'),
      protected: facts.protected,
      ...closers[facts.closer],
    },
    ReporterIdentity: { report: to('Report', 'its-report'), mode: to('IdentityMode', facts.mode), life },
    PolicyDraft: { proposer: to('User', facts.proposer === 'self' ? 'asker' : 'colleague'), state: facts.state },
    RightsRequest: {
      subject: to('Visitor', facts.holder === 'self' ? 'asker' : 'stranger'),
      regime: to('Regime', 'LED'),
    },
    ForumPost: { authorIsMinor: false },
  }
  return { ref: at(type, 'thing'), attrs: { city: { entity: here }, ...attrs[type] }, parents: [here] }
}

function context(facts: Facts): Record<string, CedarValue> {
  const open = ['visitor', 'service', 'administrator'].includes(facts.who)
  const openToUsers =
    /^(directory|log|challenge|officer):|^(policy:read|recovery:list)$|^report:erase(-files)?$|^audit:(write|delete)$/
  if (open || openToUsers.test(facts.action)) return { today, now }
  const approvers = {
    self: 'asker',
    none: '',
    supervisor: 'second',
    colleague: 'colleague',
    'inactive-supervisor': 'gone',
    'foreign-supervisor': 'foreign',
  }
  return {
    today,
    now,
    automated: facts.automated,
    ...(facts.purpose === undefined ? {} : { purpose: to('Purpose', facts.purpose) }),
    ...(facts.reason ? { reason: 'first-reading' } : {}),
    ...(facts.caseRef ? { caseRef: '2026-1' } : {}),
    ...(facts.emergency ? { emergency: true } : {}),
    ...(facts.approver === 'none' ? {} : { approvedBy: to('User', approvers[facts.approver]) }),
    ...(facts.action === 'report:assign' && facts.assignee !== 'none'
      ? { assignee: to('User', assignees[facts.assignee]) }
      : {}),
    ...(facts.action === 'report:transfer' ? handings[facts.handing] : {}),
    ...(facts.action === 'report:disclose' ? { recipient: to('RecipientClass', facts.recipient) } : {}),
    ...(facts.action === 'report:disclose' && facts.ground !== undefined ? { transferGround: facts.ground } : {}),
    ...(facts.action === 'report:publish-on-map' ? { cellM: facts.cellM, involvesMinor: facts.minor } : {}),
  }
}

const handings = {
  listed: { listed: true, agreed: false },
  'listed-protected': { listed: true, agreed: false },
  agreed: { listed: false, agreed: true },
  unlisted: { listed: false, agreed: false },
}

const assignees = {
  self: 'asker',
  receiver: 'receiver',
  cleared: 'cleared-receiver',
  closer: 'colleague',
  'outside-unit': 'outsider',
  inactive: 'gone',
  foreign: 'foreign',
}
const harbour = [at('Unit', 'harbour')]

/** Whom it is to be given to, where that is not who asks. */
function assignee({ action, assignee }: Facts): Entity[] {
  if (action !== 'report:assign' || assignee === 'none' || assignee === 'self') return []
  const attrs: Partial<Record<Facts['assignee'], Record<string, CedarValue>>> = {
    cleared: { clearedSpecial: true },
    inactive: { active: false },
    foreign: { city: { entity: elsewhere } },
  }
  const units = assignee === 'outside-unit' ? [] : harbour
  return [person(assignees[assignee], 'case_officer', attrs[assignee], units)]
}

/** The approvers there are, besides whoever asks. */
const approver = ({ approver }: Facts): Entity[] => {
  if (approver === 'supervisor') return [person('second', 'supervisor')]
  if (approver === 'colleague') return [person('colleague', 'case_officer')]
  if (approver === 'inactive-supervisor') return [person('gone', 'supervisor', { active: false })]
  if (approver === 'foreign-supervisor') return [person('foreign', 'supervisor', { city: { entity: elsewhere } })]
  return []
}

export function questionOf(facts: Facts): Query {
  const who = principal(facts)
  const what = resource(facts)
  const report = { ...resource({ ...facts, action: 'report:open' }), ref: at('Report', 'its-report') }
  const cities = [
    city(here, facts),
    ...(facts.sameCity && facts.approver !== 'foreign-supervisor' && facts.assignee !== 'foreign'
      ? []
      : [city(elsewhere, facts)]),
  ]
  const unit: Entity = { ref: at('Unit', 'harbour'), attrs: {}, parents: [here] }
  const named = what.ref.type === 'ReporterIdentity' ? [report] : []
  return {
    principal: who.ref,
    action: facts.action,
    resource: what.ref,
    context: context(facts),
    entities: [
      ...cities,
      unit,
      who,
      ...(what.ref.type === 'City' ? [] : [what]),
      ...named,
      ...approver(facts),
      ...assignee(facts),
    ],
  }
}
