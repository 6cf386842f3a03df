// Everything one can check of a log from its files alone: who signed it, that its root is that of its entries, that its tiles are
// theirs too, and that nothing stands in it that may not.

import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal, toHex } from '@citycop/protocol/contract/bytes.ts'
import { type CompactRange, emptyRange, extend, rootOf } from '@citycop/protocol/log/compact-range.ts'
import { growTiles, isWhole, type Tile } from '@citycop/protocol/log/grow-tiles.ts'
import { type TilePath, tilePath } from '@citycop/protocol/log/tile-path.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import {
  type Cosignature,
  openWitnessed,
  type Witnessed,
  type WitnessPolicy,
} from '@citycop/protocol/log/witness-policy.ts'
import { Refused } from '../refusal.ts'
import { atOnce } from './at-once.ts'
import { type LogSource, readText, readTile } from './log-source.ts'
import { type Counts, entriesOf, noCounts, readKind } from './read-entries.ts'
import { bundlesOf } from './tile-list.ts'

export type Verified = {
  readonly origin: string
  readonly size: number
  readonly root: string
  readonly cosignatures: readonly Cosignature[]
  /** When enough witnesses had confirmed it; none when the policy asks for none. */
  readonly newest?: number
  readonly counts: Counts
}
type Found = { range: CompactRange; readonly counts: Counts; wrong?: string; readonly misfits: string[] }

/** @throws Refused with what failed as its code: no-checkpoint, checkpoint, quorum, missing, bundle, entry, tile, root */
export async function verifyLog(source: LogSource, policy: WitnessPolicy): Promise<Verified> {
  const { checkpoint, cosignatures, newest } = await readCheckpoint(source, policy)
  const { origin, size, root } = checkpoint
  const found = await readAll(source, size)
  const [misfit] = found.misfits
  if (!equal(rootOf(found.range), root)) {
    if (misfit) throw new Refused('bundle', `the entries do not have the signed root; they first differ at ${misfit}`)
    throw new Refused('root', `the entries have the root ${toHex(rootOf(found.range))}, but ${toHex(root)} is signed`)
  }
  if (misfit) throw new Refused('tile', `${misfit} does not fit the entries, which have the signed root`)
  if (found.wrong) throw new Refused('entry', found.wrong)
  return {
    origin,
    size,
    root: toBase64(root),
    cosignatures,
    ...(newest === undefined ? {} : { newest }),
    counts: found.counts,
  }
}

/** @throws Refused */
export async function readCheckpoint(source: LogSource, policy: WitnessPolicy): Promise<Witnessed> {
  const witnessed = openWitnessed(await readText(source, 'checkpoint'), policy)
  if (!witnessed) throw new Refused('checkpoint', 'no log of this policy signed the checkpoint')
  if (witnessed.quorum) return witnessed
  const names = witnessed.cosignatures.map(({ name }) => name).join(', ') || 'nobody'
  throw new Refused('quorum', `too few witnesses confirmed the checkpoint: ${names}`)
}

async function readAll(source: LogSource, size: number): Promise<Found> {
  const found: Found = { range: emptyRange, counts: noCounts(), misfits: [] }
  const grower = growTiles()
  const both = async (bundle: TilePath) => ({
    bundle,
    bytes: await readTile(source, bundle),
    tile: await readTile(source, { ...bundle, level: 0 }),
  })
  for await (const { bundle, bytes, tile } of atOnce(bundlesOf(0, size), both)) {
    const leaves = entriesOf(bundle, bytes).map((entry, i) => look(found, entry, bundle.n * 256 + i))
    found.range = extend(found.range, leaves)
    await compareAll(source, grower.add(leaves).filter(isWhole), found, tile)
    if (bundle.width < 256) await compareAll(source, grower.unfinished(), found, tile)
  }
  if (size > 0 && size % 256 === 0) await compareAll(source, grower.unfinished(), found)
  return found
}

function look(found: Found, entry: Uint8Array, index: number): Uint8Array {
  const read = readKind(entry)
  if ('kind' in read) found.counts[read.kind]++
  else found.wrong ??= `entry ${index}: ${read.wrong}`
  return leafHash(entry)
}

/** A level-0 tile was fetched beside its bundle; those above are few. */
async function compareAll(source: LogSource, tiles: readonly Tile[], { misfits }: Found, lowest?: Uint8Array) {
  for (const tile of tiles) {
    const served = tile.level === 0 && lowest ? lowest : await readTile(source, tile)
    if (!equal(served, tile.bytes)) misfits.push(tilePath(tile))
  }
}
