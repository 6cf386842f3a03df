// What people tell the police. The category is sealed; the server sees only the group it belongs to (J5).
export const groups = ['urgent', 'crime', 'concern', 'question', 'tip', 'protected'] as const
export type Group = (typeof groups)[number]

export const groupOf = {
  noise: 'concern',
  street: 'concern',
  traffic: 'concern',
  theft: 'crime',
  vandalism: 'crime',
  drugs: 'tip',
  tip: 'tip',
  threat: 'urgent',
  hate: 'crime',
  'violence-home': 'protected',
  question: 'question',
  other: 'concern',
} as const satisfies Record<string, Group>

export type Category = keyof typeof groupOf
export const categories = Object.keys(groupOf) as [Category, ...Category[]] // the keys of the table above, and no others
