// What must be refused (POLICY 2.4), beside the whole files of refused/: each a small change to an accepted policy, with the floor's
// parameter that refuses it.
export type Patch = {
  readonly name: string
  readonly to: 'de-hafenburg' | 'es-puertoclaro' | 'nl-rivierstad'
  /** Dotted path; a member of a list by its place. Undefined removes. */
  readonly set: readonly (readonly [path: string, value: unknown])[]
  readonly by: readonly string[]
}

const amber = 'R1 R4 R5 R6 R7 R8 R9 R10 R11 R16 R17 I6 M1 M3 M4 T3 T4 B1 F1 F2 N2 X1 X3'

export const refusedPatches: readonly Patch[] = [
  { name: 'no review', to: 'de-hafenburg', set: [['retention.review_every', undefined]], by: ['R10'] },
  { name: 'looks without a reason', to: 'de-hafenburg', set: [['access.reason_required', false]], by: ['X4'] },
  { name: 'a purpose without a law', to: 'nl-rivierstad', set: [['purposes.5.nationalLaw', '']], by: ['U2'] },
  {
    name: 'one person unmasks',
    to: 'es-puertoclaro',
    set: [['identity.dual_control_confidential', false]],
    by: ['I5'],
  },
  {
    name: 'violence at home on the map',
    to: 'de-hafenburg',
    set: [['map.excluded_categories', ['sexual_violence', 'child_protection', 'self_harm', 'trafficking']]],
    by: ['M5'],
  },
  {
    name: 'crime data to the municipality',
    to: 'es-puertoclaro',
    set: [['recipients.4.regimes', ['GDPR', 'LED']]],
    by: ['D3'],
  },
  { name: 'the forum at fourteen in DE', to: 'de-hafenburg', set: [['minors.forum_min_age', 14]], by: ['C2'] },
  {
    name: 'many loose values without a reason',
    to: 'es-puertoclaro',
    set: [['deviations', []]],
    by: amber.split(' ').map((id) => `${id} deviation`),
  },
  {
    name: 'a deviation that is over',
    to: 'nl-rivierstad',
    set: [['deviations.0.expires', '2026-11-24']],
    by: ['R2 deviation'],
  },
  {
    name: 'a deviation without the officer’s view',
    to: 'nl-rivierstad',
    set: [['deviations.1.dpo', ' ']],
    by: ['R3 deviation'],
  },
  { name: 'days as text', to: 'de-hafenburg', set: [['retention.report_noncrime.days', '180']], by: ['R1'] },
  { name: 'days below nothing', to: 'de-hafenburg', set: [['retention.report_noncrime.days', -1]], by: ['R1'] },
  {
    name: 'a short number beside a long period',
    to: 'de-hafenburg',
    set: [['retention.report_noncrime.period', 'P9Y']],
    by: ['R1'],
  },
  { name: 'a member state nobody knows', to: 'de-hafenburg', set: [['lea.memberState', 'ZZ']], by: ['C2'] },
  {
    name: 'a complaint only with a name, and no law',
    to: 'es-puertoclaro',
    set: [['identity.identified_requires_law', undefined]],
    by: ['I4'],
  },
  { name: 'another floor', to: 'de-hafenburg', set: [['floorVersion', 'eu-2025.01']], by: ['floorVersion'] },
  { name: 'a parameter that is none', to: 'de-hafenburg', set: [['map.precise', true]], by: ['map.precise'] },
]
