// Chance that can be had again: the same seed gives the same numbers, so that a failure found at random is found a second time.
export type Chance = { below(limit: number): number; pick<T>(list: readonly T[]): T; bytes(count: number): Buffer }

/** sfc32, well mixed before its first number is used. */
export function chance(seed: number): Chance {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let i = 0; i < 16; i++) next()
  const below = (limit: number): number => (limit <= 0 ? 0 : next() % limit)
  return {
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => next() & 255)),
  }
}
