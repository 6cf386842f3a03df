// Which lines a press on one box is about: this one, or with Shift all from the one before it up to this one.
let before: string | undefined

export function pickRange(shown: readonly string[], ref: string, range: boolean): readonly string[] {
  const [from, to] = [before === undefined ? -1 : shown.indexOf(before), shown.indexOf(ref)]
  before = ref
  if (!range || from === -1) return [ref]
  return shown.slice(Math.min(from, to), Math.max(from, to) + 1)
}
