// A file that is there whole, or as it was before, whatever the power does; and that is on the disk when this returns.
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What ends so was never finished: whoever finds it after a crash may delete it. */
export const unfinished = '.unfinished'

/** Only this user can read it. One writer at a time for a file. */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const fresh = `${file}${unfinished}`
  const handle = await open(fresh, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, file)
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
