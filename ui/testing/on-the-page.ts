// Asked of a page by itself, in the browser: what does not fit? Each function here travels as its own text, so that it may use
// only what is in this list (see unfit.ts) and what every page has.
export type Piece = { readonly words: string; readonly element: Element; readonly box: DOMRect; readonly node?: Node }

/** Under an open dialog nothing can be reached, so that nothing is looked at. */
export function scope(): Element {
  return [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
}

export function isSeen(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
  for (let one: Element | null = element; one; one = one.parentElement)
    if (getComputedStyle(one).clipPath.startsWith('inset(50%')) return false // for the ear alone
  return true
}

/** Every piece of text that is painted, one for each line of it. */
export function texts(): Piece[] {
  const pieces: Piece[] = []
  const walker = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const words = node.textContent?.trim()
    if (!element || !words || element.closest('option, script, style, noscript') || !isSeen(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) if (box.width > 1) pieces.push({ words, element, box, node })
  }
  return pieces
}

export function controls(): Piece[] {
  const all = scope().querySelectorAll('button, a[href], input, select, textarea, summary')
  return [...all].filter(isSeen).map((element) => {
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
    return { words: words || element.outerHTML.slice(0, 80), element, box: element.getBoundingClientRect() }
  })
}

/** What reaches over the side of the window and cannot be scrolled to, or makes the window scroll sideways. */
export function beyondTheSide({ words, element, box }: Piece): string[] {
  const { clientWidth } = document.documentElement
  if (box.left >= -1 && box.right <= clientWidth + 1) return []
  for (let one = element.parentElement; one; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowX) && one !== document.documentElement) return []
  return [`over the side: ${words}`]
}

/** A word of which a part stands on another line although the window has room for it: its place is too narrow. */
export function broken(node: Node): string[] {
  return [...(node.textContent ?? '').matchAll(/(?<=^|[\s(“])\p{L}{2,}(?=$|[\s.,;:!?)”])/gu)].flatMap(
    ({ 0: word, index }) => {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const lines = [...range.getClientRects()]
      const tops = lines.map(({ top }) => top)
      const wide = lines.reduce((sum, { width }) => sum + width, 0)
      const parted = Math.max(...tops) - Math.min(...tops) > 8
      return parted && wide < 0.6 * document.documentElement.clientWidth ? [`broken: ${word}`] : []
    },
  )
}

/** What lies outside a box that hides it. */
export function hidden({ words, element, box }: Piece): string[] {
  for (let one: Element | null = element; one; one = one.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(one)
    if (/auto|scroll/.test(overflowX + overflowY)) return []
    const frame = one.getBoundingClientRect()
    const out = box.left < frame.left - 2 || box.right > frame.right + 2
    const under = box.top < frame.top - 3 || box.bottom > frame.bottom + 3
    if ((/hidden|clip/.test(overflowX) && out) || (/hidden|clip/.test(overflowY) && under)) return [`cut off: ${words}`]
  }
  return []
}

/** Above the rest on purpose: what lies under it can be scrolled away. */
export function floats(element: Element): Element | undefined {
  for (let one: Element | null = element; one; one = one.parentElement)
    if (/sticky|fixed/.test(getComputedStyle(one).position)) return one
  return undefined
}

export function overlaps(a: Piece, b: Piece): boolean {
  if (a.element.contains(b.element) || b.element.contains(a.element)) return false
  const [wide, high] = [
    Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left),
    Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top),
  ]
  return wide > 3 && high > 3 && floats(a.element) === floats(b.element)
}

export function pairs(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((a, index) =>
    pieces.slice(index + 1).flatMap((b) => (overlaps(a, b) ? [`${a.words} lies over ${b.words}`] : [])),
  )
}

export function unfitOnPage(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const [read, pressed] = [texts(), controls()]
  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels wider than the window`] : []),
    ...[...read, ...pressed].flatMap(beyondTheSide),
    ...read.flatMap(hidden),
    ...[...new Set(read.map(({ node }) => node))].flatMap((node) => (node ? broken(node) : [])),
    ...pairs(read),
    ...pairs(pressed),
  ]
}

/** Without colours of its own a control must still look like one: by an edge, a line under it, or as the browser draws it. */
export function flatControls(): string[] {
  return controls()
    .filter(({ element }) => !element.matches('input, select, textarea, summary'))
    .filter(({ element }) => {
      const { borderBlockEndStyle, borderBlockEndWidth, textDecorationLine } = getComputedStyle(element)
      const edge = borderBlockEndStyle !== 'none' && Number.parseFloat(borderBlockEndWidth) >= 1
      return !edge && !textDecorationLine.includes('underline')
    })
    .map(({ words }) => `no edge without colours: ${words}`)
}

/** For a thumb in a hurry: what carries the press, a label with its box in it, is 44 pixels high. Links in a sentence are as high as it. */
export function smallTargets(): string[] {
  return controls()
    .filter(({ element }) => !(element.matches('a') && getComputedStyle(element).display === 'inline'))
    .filter(({ element }) => {
      const label =
        element.closest('label') ?? (element.id ? document.querySelector(`label[for="${element.id}"]`) : null)
      const isBox = element.matches('[type=checkbox], [type=radio], [type=file]')
      return ((isBox && label) || element).getBoundingClientRect().height < 43.5
    })
    .map(({ words }) => `lower than a thumb: ${words}`)
}

/** Whoever goes from one to the next by keyboard sees where they are. */
export function unmarkedFocus(): string[] {
  const before = document.activeElement
  const found = controls()
    .filter(({ element }) => !element.matches(':disabled'))
    .filter(({ element }) => {
      ;(element as HTMLElement).focus({ preventScroll: true })
      return ![element, element.closest('label')].some((one) => {
        const { outlineStyle, outlineWidth } = one ? getComputedStyle(one) : { outlineStyle: 'none', outlineWidth: '0' }
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      })
    })
    .map(({ words }) => `the focus is not seen: ${words}`)
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return found
}
