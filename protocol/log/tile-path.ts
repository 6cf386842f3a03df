// C2SP tlog-tiles: where a tile of hashes, or a bundle of entries, lies below a log's address. One path for one tile.
export type TilePath = {
  readonly level: number | 'entries'
  /** Which tile of its level, from 0. */
  readonly n: number
  /** How many hashes or entries: 256 in a full one. */
  readonly width: number
}

export const tileWidth = 256
const highest = 63

/** @throws Error when there can be no such tile */
export function tilePath({ level, n, width }: TilePath): string {
  const known = level === 'entries' || (Number.isInteger(level) && level >= 0 && level <= highest)
  const some = Number.isInteger(width) && width >= 1 && width <= tileWidth
  if (!known || !some || !Number.isSafeInteger(n) || n < 0) throw new Error(`no tile ${level}/${n} of width ${width}`)
  return `tile/${level}/${spell(n)}${width === tileWidth ? '' : `.p/${width}`}`
}

export function parseTilePath(path: string): TilePath | undefined {
  const [, at, digits, width] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? []
  if (at === undefined || digits === undefined) return undefined
  const level: TilePath['level'] = at === 'entries' ? at : Number(at)
  const tile = { level, n: Number(digits.replace(/[x/]/g, '')), width: width === undefined ? tileWidth : Number(width) }
  try {
    return tilePath(tile) === path ? tile : undefined // leading zeros and a spelt-out full width end here
  } catch {
    return undefined
  }
}

/** Three digits a folder: 1234067 is x001/x234/067. */
function spell(n: number): string {
  const last = String(n % 1000).padStart(3, '0')
  return n < 1000 ? last : `${folders(Math.floor(n / 1000))}/${last}`
}

const folders = (n: number): string =>
  `${n < 1000 ? '' : `${folders(Math.floor(n / 1000))}/`}x${String(n % 1000).padStart(3, '0')}`
