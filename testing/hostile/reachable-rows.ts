// Everything in a database that can be tied to one report, row by row: whatever shares an id with it, or with what does.
import type pg from 'pg'

export type ReachedRow = { readonly table: string; readonly row: Readonly<Record<string, unknown>> }

/** Ids are bytes of at least 16 and uuids: a day or a unit's name ties nothing to nobody. */
const idsOf = (row: object): string[] =>
  Object.values(row).flatMap((value) => {
    if (Buffer.isBuffer(value) && value.length >= 16 && value.length <= 64) return [value.toString('hex')]
    if (typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return [value]
    return Array.isArray(value) ? idsOf(value) : []
  })

export async function reachableFrom(client: pg.Client, tables: readonly string[], start: readonly string[]) {
  const all: ReachedRow[] = []
  for (const table of tables) {
    const { rows } = await client.query(`select * from "${table}"`)
    all.push(...rows.map((row) => ({ table, row })))
  }
  const known = new Set(start)
  const reached = new Set<ReachedRow>()
  for (let before = -1; reached.size !== before; ) {
    before = reached.size
    for (const one of all) {
      if (reached.has(one) || !idsOf(one.row).some((id) => known.has(id))) continue
      reached.add(one)
      for (const id of idsOf(one.row)) known.add(id)
    }
  }
  return [...reached]
}

/** A moment finer than a day, in or out of a text or bytes, that lies between these two. */
export function momentsIn(value: unknown, from: number, to: number): string[] {
  const within = (ms: number) => ms >= from && ms <= to
  if (value instanceof Date) return within(value.getTime()) ? [value.toISOString()] : []
  if (typeof value === 'number') return [value, value * 1000, value / 1000].some(within) ? [String(value)] : []
  if (Array.isArray(value)) return value.flatMap((one) => momentsIn(one, from, to))
  if (Buffer.isBuffer(value)) return [...spelt(value.toString('latin1'), within), ...binary(value, within)]
  return typeof value === 'string' ? spelt(value, within) : []
}

function spelt(text: string, within: (ms: number) => boolean): string[] {
  const dates = text.match(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?/g) ?? []
  const counts = text.match(/(?<!\d)\d{10}(\d{3}){0,2}(?!\d)/g) ?? []
  return [
    ...dates.filter((one) => within(Date.parse(`${one.replace(' ', 'T')}Z`))),
    ...counts.filter((one) => within(Number(one.slice(0, 10)) * 1000)),
  ]
}

/** Milliseconds in 6 bytes, as UUIDs of version 7 and many formats write them; seconds would fit by chance. */
function binary(value: Buffer, within: (ms: number) => boolean): string[] {
  const at = Array.from({ length: Math.max(0, value.length - 5) }, (_, i) => i)
  return at
    .filter((i) => within(value.readUIntBE(i, 6)) || within(value.readUIntLE(i, 6)))
    .map((i) => `6 bytes at ${i}`)
}
