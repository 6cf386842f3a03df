// The map's colours are tokens, as all others; a canvas wants them as values, of the light and the colours that hold now.
export const inks = [
  'land',
  'green',
  'water',
  'house',
  'road',
  'road-edge',
  'major',
  'major-edge',
  'path',
  'rail',
  'border',
  'word',
  'halo',
  'district',
  'mark',
] as const
export type Ink = (typeof inks)[number]
export type Colours = Readonly<Record<Ink, string>>

/** `probe`: an element on the page that shows nothing. */
export function coloursOn(probe: HTMLElement): Colours {
  const read = (ink: Ink): [Ink, string] => {
    probe.style.color = `var(--map-${ink})`
    return [ink, getComputedStyle(probe).color]
  }
  return Object.fromEntries(inks.map(read)) as Colours
}
