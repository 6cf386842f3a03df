// The same chance every time: a failure can be looked at again.
export type Chance = { whole(below: number): number; one<T>(of: readonly T[]): T; some<T>(of: readonly T[]): T[] }

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const whole = (below: number) => Math.floor(next() * below)
  const one = <T>(of: readonly T[]): T => of[whole(of.length)] as T
  return { whole, one, some: (of) => of.filter(() => next() < 0.5) }
}
