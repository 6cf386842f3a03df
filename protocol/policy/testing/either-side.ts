// Values on either side of a bound, made by what the bound says and not by the code that checks it.
import { type Bound, boundFor, type Floor } from '../bounds-floor.ts'
import type { Chance } from './chance.ts'

type Made = { readonly inside: boolean; readonly value: unknown }
const words = ['anywhere', 'police_courtesy', 'private', 'US', 'x']

/** A value for a parameter in this member state, inside its bound or outside as asked. */
export function madeValue(param: Bound, floor: Floor, state: string, inside: boolean, chance: Chance): Made {
  const bound = boundFor(param, floor, state)
  return { inside, value: inside ? within(param, bound, chance) : beyond(param, bound, chance) }
}

function within({ op, path }: Bound, bound: unknown, chance: Chance): unknown {
  const list = Array.isArray(bound) ? (bound as string[]) : []
  if (op === '<=') return chance.one([chance.whole(Number(bound) + 1), Number(bound)])
  if (op === '>=') return Number(bound) + chance.one([0, chance.whole(1000)])
  if (op === '==') return bound
  if (op === 'subset') return oneByOne(path) ? chance.one(list) : chance.some(list)
  if (op === 'superset') return [...list, ...chance.some(words)]
  if (op === 'includesAny') return [chance.one(list), ...chance.some(words)]
  return chance.one(words)
}

function beyond({ op, path }: Bound, bound: unknown, chance: Chance): unknown {
  const list = Array.isArray(bound) ? (bound as string[]) : []
  const broken = [undefined, null, '180', -1, 1.5, Number.NaN, true]
  if (op === '<=') return chance.one([Number(bound) + 1, Number(bound) + 1 + chance.whole(9999), ...broken])
  if (op === '>=') return chance.one([Number(bound) - 1, chance.whole(Number(bound)), ...broken])
  if (op === '==')
    return chance.one([typeof bound === 'boolean' ? !bound : `${bound}x`, undefined, null, 'false', [bound]])
  if (op === 'subset')
    return oneByOne(path) ? chance.one(words) : chance.one([[...chance.some(list), chance.one(words)], undefined])
  if (op === 'superset') return chance.one([list.filter((one) => one !== chance.one(list)).slice(1), [], undefined])
  if (op === 'includesAny') return chance.one([chance.some(words), [], undefined])
  return chance.one(['', '   ', undefined, null, 7])
}

const oneByOne = (path: string): boolean => /\]\.(id|class)$/.test(path)

/** Puts a value where a parameter stands; in a list at one of its members, made if none fits. */
export function put(policy: unknown, path: string, value: unknown, chance: Chance): void {
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  const inner = steps.reduce((at, step) => into(at as Record<string, unknown>, step, chance), policy)
  const record = inner as Record<string, unknown>
  record[last === '*' ? chance.one(Object.keys(record)) : last] = value
}

function into(at: Record<string, unknown>, step: string, chance: Chance): unknown {
  const [, key = '', filter] = /^([^[]*)(?:\[(.*)\])?$/.exec(step) ?? []
  if (filter === undefined) return at[key]
  const members = at[key] as Record<string, unknown>[]
  if (filter === '') return chance.one(members)
  const [field = '', wanted] = filter.split('=')
  const found = members.find((member) => member[field] === wanted)
  if (found) return found
  const made = { [field]: wanted }
  members.push(made)
  return made
}
