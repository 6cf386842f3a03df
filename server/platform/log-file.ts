// Structured lines for whoever runs the server, in DATA/logs/server.jsonl: officers' acts by name and outcome, and failures.
// About citizens there is no line at all (J6).
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'

export function logFile(data: string): { write(line: string): void } {
  const folder = join(data, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stream = createWriteStream(join(folder, 'server.jsonl'), { flags: 'a', mode: 0o600 })
  stream.on('error', () => {}) // a full disk ends the log, not the service
  return { write: (line) => void stream.write(line) }
}
