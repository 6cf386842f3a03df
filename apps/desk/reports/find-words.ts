// Finds words in texts whatever their case and accents, and shows what stands around them. Pure.
const around = 60

/** One character for one, so that a place in the plain text is a place in the text. */
export const plain = (text: string): string =>
  [...text].map((one) => one.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()[0] ?? ' ').join('')

/** Around the first word's first place, if every word stands somewhere in the texts together; else undefined. */
export function find(texts: readonly (string | undefined)[], asked: string): string | undefined {
  const said = texts.flatMap((text) => (text ? [[...text]] : []))
  const words = plain(asked.normalize('NFC')).split(/\s+/).filter(Boolean)
  const [first] = words
  const composed = said.map((text) => [...text.join('').normalize('NFC')])
  const plains = composed.map((text) => plain(text.join('')))
  if (first === undefined || !words.every((word) => plains.some((text) => text.includes(word)))) return undefined
  const n = plains.findIndex((text) => text.includes(first))
  const at = [...(plains[n] ?? '').slice(0, plains[n]?.indexOf(first))].length
  const text = composed[n] ?? []
  const [from, to] = [Math.max(0, at - around), at + first.length + around]
  const shown = text.slice(from, to).join('').replace(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${shown}${to < text.length ? '…' : ''}`
}
