// Which single key does what in the list. WCAG 2.1.4: they can be switched off, and never act while somebody types.
export type KeyAct = 'next' | 'previous' | 'filter' | 'help' | 'pick' | 'range' | (typeof pressed)[number]
/** Those that press a button of the page, found by this name. */
const pressed = ['all', 'act', 'new', 'page-next', 'page-before', 'search'] as const
type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

const acts: Readonly<Record<string, KeyAct>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  '/': 'filter',
  '?': 'help',
  x: 'pick',
  X: 'range',
  a: 'all',
  b: 'act',
  u: 'new',
  ']': 'page-next',
  '[': 'page-before',
  s: 'search',
}
const named = ['ArrowDown', 'ArrowUp']

export function keyAct(pressed: Pressed, singleKeys: boolean): KeyAct | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined
  return singleKeys || named.includes(pressed.key) ? acts[pressed.key] : undefined
}

/** The place to go to in a list of `count`; from nowhere, the first or the last. */
export function move(act: 'next' | 'previous', at: number, count: number): number {
  if (at === -1) return act === 'next' ? 0 : count - 1
  return Math.min(count - 1, Math.max(0, act === 'next' ? at + 1 : at - 1))
}

const typed = 'input, textarea, select, [contenteditable], dialog[open] *'
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(typed) !== null
