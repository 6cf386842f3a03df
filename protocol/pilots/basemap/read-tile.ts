// One vector tile (Mapbox Vector Tile 2.1): of each layer, its features with their kind and name. All else in it is passed over.
import { type Cursor, cursorOver, isAtEnd, part, skip, textOf, varint } from './cursor.ts'
import { Malformed } from './malformed.ts'
import { type Geometry, pointsIn, readGeometry, shapes } from './read-geometry.ts'

export type Feature = { readonly geometry: Geometry; readonly kind: string; readonly name: string }
export type Layer = { readonly extent: number; readonly features: readonly Feature[] }
export type Tile = ReadonlyMap<string, Layer>

/** A tile of a dense town has some thousand features; one that says far more is not worth a phone's memory. */
export const mostInTile = { bytes: 6_000_000, layers: 40, features: 60_000, points: 800_000 } as const
type Budget = { features: number; points: number }
const longestWord = 120

// A field's number and kind as protobuf writes them in one.
const layerTag = 26
const layerTags = { name: 10, feature: 18, key: 26, value: 34, extent: 40 } as const
const featureTags = { words: 18, shape: 24, geometry: 34 } as const
const stringTag = 10

/** `wanted`: the layers that are read. @throws Malformed */
export function readTile(bytes: Uint8Array, wanted: ReadonlySet<string>): Tile {
  const reading = readSlices(bytes, wanted)
  for (;;) {
    const { done, value } = reading.next()
    if (done) return value
  }
}

/** The same in slices: a phone's finger must not wait for a whole tile. @throws Malformed */
export function* readSlices(bytes: Uint8Array, wanted: ReadonlySet<string>): Generator<undefined, Tile> {
  if (bytes.length > mostInTile.bytes) throw new Malformed('a tile is too large')
  const tile = new Map<string, Layer>()
  const budget: Budget = { features: mostInTile.features, points: mostInTile.points }
  const layers: Cursor[] = []
  eachField(cursorOver(bytes), (tag, cursor) => {
    if (tag !== layerTag) return false
    if (layers.push(part(cursor)) > mostInTile.layers) throw new Malformed('a tile has too many layers')
    return true
  })
  for (const layer of layers) {
    const raw = readRaw(layer, budget)
    if (wanted.has(raw.name)) tile.set(raw.name, yield* layerOf(raw, budget))
    yield
  }
  return tile
}

/** `read` says whether it has read the value; otherwise that is passed over. */
function eachField(cursor: Cursor, read: (tag: number, cursor: Cursor) => boolean): void {
  while (!isAtEnd(cursor)) {
    const tag = varint(cursor)
    if (!read(tag, cursor)) skip(cursor, tag % 8)
  }
}

type Raw = { name: string; extent: number; features: Cursor[]; keys: string[]; values: string[] }

/** Keys and values stand behind the features that mean them. */
function readRaw(layer: Cursor, budget: Budget): Raw {
  const raw: Raw = { name: '', extent: 4096, features: [], keys: [], values: [] }
  const { name, feature, key, value, extent } = layerTags
  eachField(layer, (tag, cursor) => {
    if (tag === name) raw.name = word(part(cursor))
    else if (tag === key) raw.keys.push(word(part(cursor)))
    else if (tag === value) raw.values.push(readValue(part(cursor)))
    else if (tag === extent) raw.extent = varint(cursor)
    else if (tag === feature) {
      if (--budget.features < 0) throw new Malformed('a tile has too many features')
      raw.features.push(part(cursor))
    } else return false
    return true
  })
  if (raw.extent < 64 || raw.extent > 65_536) throw new Malformed('a layer of no size')
  return raw
}

/** Only words are of use to us; a number stands as nothing. */
function readValue(value: Cursor): string {
  let said = ''
  eachField(value, (tag, cursor) => {
    if (tag !== stringTag) return false
    said = word(part(cursor))
    return true
  })
  return said
}

const word = (cursor: Cursor): string => textOf(cursor).slice(0, longestWord)

const inSlice = 300

function* layerOf(raw: Raw, budget: Budget): Generator<undefined, Layer> {
  const features: Feature[] = []
  for (const [at, one] of raw.features.entries()) {
    const feature = readFeature(one, raw, budget)
    if (feature) features.push(feature)
    if (at % inSlice === inSlice - 1) yield
  }
  return { extent: raw.extent, features }
}

function readFeature(feature: Cursor, { extent, keys, values }: Raw, budget: Budget): Feature | undefined {
  let [shape, geometry] = [0, undefined as Cursor | undefined]
  const said = new Map<string, string>()
  eachField(feature, (tag, cursor) => {
    if (tag === featureTags.shape) shape = varint(cursor)
    else if (tag === featureTags.geometry) geometry = part(cursor)
    else if (tag === featureTags.words) {
      const words = part(cursor)
      while (!isAtEnd(words)) said.set(keys[varint(words)] ?? '', values[varint(words)] ?? '')
    } else return false
    return true
  })
  const kindOfShape = shapes[shape - 1]
  if (!geometry || !kindOfShape) return undefined
  const read = readGeometry(geometry, kindOfShape, extent, budget.points)
  budget.points -= pointsIn(read)
  // Older archives of Protomaps write pmap:kind.
  return { geometry: read, kind: said.get('kind') ?? said.get('pmap:kind') ?? '', name: said.get('name') ?? '' }
}
