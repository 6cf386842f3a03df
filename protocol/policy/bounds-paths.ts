// Where a parameter stands in a policy: "map.cell_m", "purposes[].basis", "recipients[class=third_country].grounds",
// "identity.modes_by_kind.*". Works on anything: a policy that is refused has no shape yet.

/** The value at one place, named as a person would point at it. */
export type Found = { readonly at: string; readonly value: unknown; readonly around: unknown }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const own = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined

/** What a member of a list is called by. */
export const memberName = (member: unknown): unknown => own(member, 'id') ?? own(member, 'class')

/** The values at a path. A list without members that fit gives none; a name that is missing gives `undefined` as a value. */
export function valuesAt(policy: unknown, path: string): readonly Found[] {
  return path
    .split('.')
    .reduce<readonly Found[]>(
      (found, step) => found.flatMap((one) => stepInto(one, step)),
      [{ at: '', value: policy, around: undefined }],
    )
}

function stepInto({ at, value }: Found, step: string): readonly Found[] {
  const [, key = '', filter] = /^([^[]*)(?:\[(.*)\])?$/.exec(step) ?? []
  const name = (part: string) => (at ? `${at}.${part}` : part)
  if (key === '*')
    return isRecord(value)
      ? Object.entries(value).map(([one, inner]) => ({ at: name(one), value: inner, around: value }))
      : [{ at: name('*'), value: undefined, around: value }]
  const inner = own(value, key)
  if (filter === undefined) return [{ at: name(key), value: inner, around: value }]
  if (!Array.isArray(inner)) return [{ at: name(key), value: undefined, around: value }]
  const [field = '', wanted] = filter.split('=')
  return inner.flatMap((member: unknown, n) =>
    filter === '' || own(member, field) === wanted
      ? [{ at: name(`${key}[${memberName(member) ?? n}]`), value: member, around: inner }]
      : [],
  )
}
