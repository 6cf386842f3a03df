// One process at a time in a folder. The kernel holds the lock and drops it when the process ends, kill -9 included.
import { createHash } from 'node:crypto'
import { statSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type FolderLock = { release(): void }

/** Waits up to `patience` ms, for whoever is just ending; undefined when somebody else keeps it. */
export async function lockFolder(folder: string, purpose: string, patience = 5000): Promise<FolderLock | undefined> {
  const name = lockName(folder, purpose)
  for (let waited = 0; ; waited += 50) {
    const server = await listen(name)
    if (server) return { release: () => server.close() }
    if (waited >= patience) return undefined
    await sleep(50)
  }
}

// By device and inode: the same folder by another path is the same folder.
function lockName(folder: string, purpose: string): string {
  const { dev, ino } = statSync(folder, { bigint: true })
  const name = `citycop-${createHash('sha256').update(`${dev}:${ino}:${purpose}`).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}` // a name without a file: nothing is left behind
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

async function listen(name: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy())
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(name, () => resolve(true))
  })
  if (listening) return server.unref()
  if (name.startsWith('/') && !(await answers(name))) unlinkSync(name) // a killed process left its file
  return undefined
}

const answers = (name: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(name, () => resolve(socket.destroy() !== undefined))
    socket.once('error', () => resolve(false))
  })
