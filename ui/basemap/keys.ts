// What a key, or the button of the same name, does with the map.
import { drawn, type View, zoomed } from './view.ts'

export const moves = ['nearer', 'farther', 'north', 'south', 'west', 'east'] as const
export type Move = (typeof moves)[number]
const step = 0.25 // of what is seen

const keys: Readonly<Record<string, Move>> = {
  '+': 'nearer',
  '=': 'nearer',
  '-': 'farther',
  _: 'farther',
  ArrowUp: 'north',
  ArrowDown: 'south',
  ArrowLeft: 'west',
  ArrowRight: 'east',
}

/** Undefined for any other key, and where a key is part of something else. */
export function moveOf({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): Move | undefined {
  return ctrlKey || metaKey || altKey ? undefined : keys[key]
}

export function moved(view: View, move: Move): View {
  if (move === 'nearer') return zoomed(view, 1)
  if (move === 'farther') return zoomed(view, -1)
  const [right, down] = { north: [0, 1], south: [0, -1], west: [1, 0], east: [-1, 0] }[move] as [number, number]
  return drawn(view, right * step * view.width, down * step * view.height)
}
