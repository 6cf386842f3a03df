// A file that is there whole, or as it was before, whatever the power does; and that is on the disk when this returns.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What ends so was never finished: whoever finds it after a crash may delete it. */
export const unfinished = '.unfinished'

/** Who may read it: everybody, as a log; or this user alone. */
export type Readers = 'everybody' | 'owner'
const modes = { everybody: 0o644, owner: 0o600 } as const satisfies Record<Readers, number>

export async function writeDurably(file: string, content: string | Uint8Array, readers: Readers): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}${unfinished}`
  try {
    const handle = await open(fresh, 'wx', modes[readers])
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
  await syncFolder(dirname(file))
}

/** The name is on the disk too: a rename alone can be undone by a power cut. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // no folder can be opened there
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
