// Structured lines for whoever runs the server, in DATA/logs, a file for each day: officers' acts by name and outcome, and failures.
// About citizens there is no line at all (J6).
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const nameOf = (day: string): string => `server-${day}.jsonl`
const logsIn = (data: string): string => join(data, 'logs')

export function logFile(data: string, now: () => Date = () => new Date()): { write(line: string): void } {
  mkdirSync(logsIn(data), { recursive: true, mode: 0o700 })
  let current: { readonly day: string; readonly stream: WriteStream } | undefined
  return {
    write(line) {
      const day = now().toISOString().slice(0, 10)
      if (current?.day !== day) {
        current?.stream.end()
        current = { day, stream: createWriteStream(join(logsIn(data), nameOf(day)), { flags: 'a', mode: 0o600 }) }
        current.stream.on('error', () => {}) // a full disk ends the log, not the service
      }
      current.stream.write(line)
    },
  }
}

/** Removes the days whose time is over (POLICY R11); the file of before they were kept by day goes as well. */
export async function forgetLines(data: string, isOver: (day: string) => boolean): Promise<void> {
  const names = await readdir(logsIn(data)).catch(() => [])
  for (const name of names) {
    const day = /^server-(\d{4}-\d{2}-\d{2})\.jsonl$/.exec(name)?.[1]
    if (name === 'server.jsonl' || (day !== undefined && isOver(day))) await rm(join(logsIn(data), name))
  }
}
