// A position in a report, as RFC 5870 spells it: geo:42.4931,10.1302;u=30. It stands in the sealed body and nowhere else.
export type GeoPosition = { readonly latitude: number; readonly longitude: number; readonly accuracy: number }

const spelling = /^geo:(-?\d{1,2}(?:\.\d{1,4})?),(-?\d{1,3}(?:\.\d{1,4})?);u=([1-9]\d{0,4})$/
/** About eleven metres, and about a kilometre. */
const decimals = { exact: 4, rough: 2 } as const
const aKilometre = 1000

/** Never finer than the person chose: what is cut off here was never in the report. */
export function spellPosition({ latitude, longitude, accuracy }: GeoPosition, how: keyof typeof decimals): string {
  const cut = (degrees: number) => Number(degrees.toFixed(decimals[how])) + 0 // no "-0"
  const least = how === 'rough' ? aKilometre : 10
  const within = Math.min(99_999, Math.max(least, Math.ceil(accuracy)))
  return `geo:${cut(latitude)},${cut(longitude)};u=${within}`
}

/** Undefined for anything that is not such a position. */
export function readPosition(spelt: string): GeoPosition | undefined {
  const [, latitude, longitude, accuracy] = (spelling.exec(spelt) ?? []).map(Number)
  if (latitude === undefined || longitude === undefined || accuracy === undefined) return undefined
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude, accuracy } : undefined
}

export const isPosition = (spelt: string): boolean => readPosition(spelt) !== undefined

/** As people read it beside a map. */
export function sayPosition(spelt: string): string {
  const read = readPosition(spelt)
  return read ? `${read.latitude}, ${read.longitude} (± ${read.accuracy} m)` : ''
}
