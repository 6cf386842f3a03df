// Shift three times within two seconds, and nothing in between, leaves the app. Held down it counts once.
export type Presses = readonly number[]

export function press(earlier: Presses, key: string, at: number): Presses {
  return key === 'Shift' ? [...earlier.filter((one) => at - one < 2000), at] : []
}

export const wantsOut = (presses: Presses): boolean => presses.length >= 3
