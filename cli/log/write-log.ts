// A log as files. A reader that comes in between finds each file whole or not at all, and no checkpoint before what it speaks of.
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TilePath, tilePath } from '@citycop/protocol/log/tile-path.ts'
import { writeDurably } from '../write-durably.ts'

export const writeTile = (folder: string, tile: TilePath, content: Uint8Array): Promise<void> =>
  writeOpenly(join(folder, tilePath(tile)), content)

/** For anybody to read: a log is public. Its folder is made if it is not there. */
export async function writeOpenly(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeDurably(file, content, 'everybody')
}
