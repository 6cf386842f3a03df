// Single entries of a published log, each proved by its place under the signed root. Bundles and tiles are fetched whole.
import { inclusionProof } from '@citycop/protocol/log/proofs.ts'
import { nodesInTiles, tilesFor, widthOf } from '@citycop/protocol/log/tile-nodes.ts'
import { tilePath, tileWidth } from '@citycop/protocol/log/tile-path.ts'
import { isIncluded, leafHash } from '@citycop/protocol/log/tree.ts'
import { Doubt } from './doubt.ts'
import type { LogFiles } from './fetch-log.ts'
import type { Published } from './published.ts'

type FetchEntry = (index: number) => Promise<Uint8Array>
export type ProvedEntry = { readonly entry: Uint8Array; readonly hashes: readonly Uint8Array[] }

/** The entry at a place. @throws Doubt when it is not handed out, or is not the one that was signed; Unreachable */
export function entryFetcher(files: LogFiles, published: Pick<Published, 'checkpoint'>): FetchEntry {
  const prove = entryProver(files, published)
  return async (index) => (await prove(index)).entry
}

/** The same, with the hashes from it to the root. */
export function entryProver(
  files: LogFiles,
  { checkpoint }: Pick<Published, 'checkpoint'>,
): (index: number) => Promise<ProvedEntry> {
  const bundles = new Map<number, Promise<Uint8Array[]>>()
  const bundle = (n: number) => {
    const fetched = bundles.get(n) ?? files.bundle(n, widthOf(checkpoint.size, 0, n))
    bundles.set(n, fetched)
    return fetched
  }
  return (index) => proved(files, bundle, checkpoint, index)
}

async function proved(
  files: LogFiles,
  bundle: (n: number) => Promise<Uint8Array[]>,
  { size, root }: Published['checkpoint'],
  index: number,
): Promise<ProvedEntry> {
  const n = Math.floor(index / tileWidth)
  const prove = (nodeAt: Parameters<typeof inclusionProof>[0]) => inclusionProof(nodeAt, index, size)
  const [entries, ...tiles] = await Promise.all([
    bundle(n),
    ...tilesFor(size, prove).map(
      async (tile) => [tilePath(tile), await files.tile(tile.level, tile.n, tile.width)] as const,
    ),
  ])
  const entry = entries[index - n * tileWidth] as Uint8Array // a bundle has as many as its width
  const hashes = prove(nodesInTiles(size, new Map(tiles)))
  if (!isIncluded(leafHash(entry), index, size, hashes, root)) throw new Doubt('entries', { index })
  return { entry, hashes }
}
