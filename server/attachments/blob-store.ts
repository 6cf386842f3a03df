// Where sealed parts lie. A folder by default; anything that can keep a named piece of bytes can stand in for it.
import { mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'

export type BlobStore = {
  /** Settles when the part is on disk and its name too. */
  put(city: string, id: string, part: number, bytes: Uint8Array, day: string): Promise<void>
  /** Undefined when there is no such part. */
  get(city: string, id: string, part: number): Promise<Buffer | undefined>
  remove(city: string, id: string): Promise<void>
}

export function folderStore(root: string): BlobStore {
  const folder = (city: string, id: string) => join(root, city, id.slice(0, 2), id)
  return {
    async put(city, id, part, bytes, day) {
      const home = folder(city, id)
      await mkdir(home, { recursive: true, mode: 0o700 })
      const temporary = join(home, `.${part}-${process.hrtime.bigint()}`)
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        const midnight = new Date(`${day}T00:00:00Z`) // the file's time tells no more than the day (J6)
        await file.utimes(midnight, midnight)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, join(home, String(part)))
      // Every folder above may have been made just now: each is durable, and tells no more than the day.
      for (const above of [home, join(root, city, id.slice(0, 2)), join(root, city), root]) await settle(above, day)
    },
    async get(city, id, part) {
      try {
        return await readFile(join(folder(city, id), String(part)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (city, id) => rm(folder(city, id), { recursive: true, force: true }),
  }
}

/** A new name in a folder is durable when the folder is. */
async function settle(folder: string, day: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    const midnight = new Date(`${day}T00:00:00Z`)
    await utimes(folder, midnight, midnight)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
