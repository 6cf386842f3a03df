// RFC 8785 canonical JSON for the values we use: text, safe integers, booleans, null, lists and objects. Signed bytes must have
// one spelling; fractions are refused because their spelling is where implementations differ.
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined }

/** @throws Error for a number that is not a safe integer, or text with half a surrogate pair */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return integer(value)
  if (typeof value === 'string') return spell(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  members.sort(([one], [other]) => (one < other ? -1 : 1)) // by UTF-16 code units, as the standard says
  return `{${members.map(([name, one]) => `${spell(name)}:${canonical(one)}`).join(',')}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

function integer(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Error(`${value} is not a safe integer`)
  return String(value)
}

function spell(value: string): string {
  if (!value.isWellFormed()) throw new Error('text holds half a surrogate pair')
  return JSON.stringify(value)
}
