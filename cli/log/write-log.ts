// A log as files. A reader that comes in between finds each file whole or not at all, and no checkpoint before what it speaks of.
import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TilePath, tilePath } from '@citycop/protocol/log/tile-path.ts'

export const writeTile = (folder: string, tile: TilePath, content: Uint8Array): Promise<void> =>
  writeWhole(join(folder, tilePath(tile)), content)

/** On the disk before it has its name; for anybody to read: a log is public. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const fresh = `${file}.${randomBytes(6).toString('hex')}.unfinished`
  try {
    const handle = await open(fresh, 'wx', 0o644)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}
