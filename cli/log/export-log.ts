// Copies a log. Every file is fetched as it is served and is not believed: `citycop log verify` says whether the copy holds.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseBody } from '@citycop/protocol/log/checkpoint.ts'
import { parseNote } from '@citycop/protocol/log/note.ts'
import type { TilePath } from '@citycop/protocol/log/tile-path.ts'
import { Refused } from '../refusal.ts'
import { atOnce } from './at-once.ts'
import { type LogSource, readText, readTile } from './log-source.ts'
import { bundlesOf, tilesOf } from './tile-list.ts'
import { writeOpenly, writeTile } from './write-log.ts'

export type Exported = { readonly origin: string; readonly size: number; readonly files: number }

/** @throws Refused */
export async function exportLog(source: LogSource, folder: string): Promise<Exported> {
  const note = await readText(source, 'checkpoint')
  const checkpoint = parseBody(parseNote(note)?.text ?? '')
  if (!checkpoint) throw new Refused('checkpoint', `the checkpoint of ${source.name} is malformed`)
  openFolder(folder)
  const policy = await source.read('policy', 65_536)
  let files = policy ? 2 : 1
  const copy = async (tile: TilePath) => writeTile(folder, tile, await readTile(source, tile))
  for (const tiles of [bundlesOf(0, checkpoint.size), tilesOf(checkpoint.size)])
    for await (const _ of atOnce(tiles, copy)) files++
  if (policy) await writeOpenly(join(folder, 'policy'), policy)
  await writeOpenly(join(folder, 'checkpoint'), note) // last: before, the folder is no log
  return { origin: checkpoint.origin, size: checkpoint.size, files }
}

/** A copy is made in a new folder, or brings an older copy up to date. */
function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const begun = existsSync(join(folder, 'tile')) || existsSync(join(folder, 'checkpoint'))
  if (!begun && readdirSync(folder).length > 0)
    throw new Refused('not-empty', `${folder} holds something else; name a new folder`)
}
