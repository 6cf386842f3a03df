// Bodies that are almost right, and bodies that are nothing at all. What comes out depends on the seed alone.
import type { Chance } from './chance.ts'

const odd: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  '',
  'a',
  ' ',
  '\u0000',
  '\ud800',
  'Ａ𝔘é\u202e',
  '../../../../etc/passwd',
  `'; drop table report; --`,
  '%s%n{{7*7}}',
  'constructor',
  '2026-99-99',
  '9'.repeat(40),
  'A'.repeat(5000),
  [],
  [[[[[[]]]]]],
  {},
  { __proto__: null, toString: 1 },
  { v: 1 },
]

/** JSON text of some shape, or no JSON. */
export function garbage(random: Chance): Buffer {
  const kinds = [
    () => JSON.stringify(anything(random, 4)),
    () => random.bytes(random.below(200)),
    () => '['.repeat(random.below(3000)),
    () => `{"a":${'{"a":'.repeat(random.below(500))}1`,
    () => random.bytes(random.below(60)).toString('base64'),
    () => `"${'\\u0000'.repeat(random.below(50))}"`,
  ]
  return Buffer.from(random.pick(kinds)())
}

function anything(random: Chance, depth: number): unknown {
  if (depth === 0 || random.below(3) === 0) return random.pick(odd)
  const list = Array.from({ length: random.below(6) }, () => anything(random, depth - 1))
  return random.below(2) === 0 ? list : Object.fromEntries(list.map((one, i) => [key(random, i), one]))
}
const key = (random: Chance, i: number): string =>
  random.pick(['v', 'request', 'ref', '__proto__', 'constructor', '', `k${i}`])

/** One thing in it is changed, somewhere. */
export function changeSomething(value: unknown, random: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && random.below(8) > 0) return changeList(value, random)
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && random.below(12) > 0)
    return changeObject(value, random)
  if (typeof value === 'string' && random.below(3) > 0) return changeText(value, random)
  if (typeof value === 'number' && random.below(2) > 0) return value + random.pick([-1, 1, 0.5, 2 ** 31, 2 ** 53])
  return random.pick(odd)
}

function changeList(list: readonly unknown[], random: Chance): unknown[] {
  const at = random.below(list.length)
  const ways = [
    () => list.map((one, i) => (i === at ? changeSomething(one, random) : one)),
    () => list.filter((_, i) => i !== at),
    () => [...list, list[at]],
    () => [...list].reverse(),
    () => Array.from({ length: 2000 }, () => list[at]),
  ]
  return (random.below(3) === 0 ? random.pick(ways) : (ways[0] as () => unknown[]))()
}

function changeObject(object: object, random: Chance): unknown {
  const entries = Object.entries(object)
  if (entries.length === 0) return { [key(random, 0)]: random.pick(odd) }
  const at = random.below(entries.length)
  const other = random.below(entries.length)
  const ways = [
    () => entries.map(([name, one], i) => [name, i === at ? changeSomething(one, random) : one]),
    () => entries.filter((_, i) => i !== at),
    () => [...entries, [key(random, 99), random.pick(odd)]],
    () => entries.map(([name, one], i) => [name, i === at ? entries[other]?.[1] : one]),
    () => entries.map(([name, one], i) => [i === at ? `${name}_` : name, one]),
  ]
  return Object.fromEntries((random.below(2) === 0 ? random.pick(ways) : (ways[0] as () => unknown[][]))())
}

function changeText(text: string, random: Chance): string {
  const at = random.below(text.length)
  const ways = [
    () => text.slice(0, at),
    () => text + text.slice(0, random.below(20)),
    () => `${text.slice(0, at)}${random.pick([...'A0=/+ \u0000é"'])}${text.slice(at + 1)}`,
    () => text.toUpperCase(),
    () => `${text}=`,
    () => [...text].reverse().join(''),
  ]
  return random.pick(ways)()
}

/** Some bytes of it are changed, lost or added. */
export function changeBytes(some: Buffer, random: Chance): Buffer {
  const at = random.below(some.length)
  const ways = [
    () => some.subarray(0, at),
    () => Buffer.concat([some, random.bytes(1 + random.below(9))]),
    () => Buffer.concat([some.subarray(0, at), random.bytes(1 + random.below(4)), some.subarray(at)]),
    () => Buffer.from(some.map((byte, i) => (i === at ? byte ^ (1 << random.below(8)) : byte))),
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), some]),
    () => Buffer.concat([some.subarray(0, at), some.subarray(at + 1 + random.below(9))]),
  ]
  return random.pick(ways)()
}
