// `citycop serve`: starts CITYCoP as `npm start` does, in processes of their own. Nothing of the server is loaded here.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Hands every argument on, --help too, and ends as the server ended. */
export function hand(args: readonly string[]): Promise<number> {
  const start = join(import.meta.dirname, '../tools/start.ts')
  const child = spawn(process.execPath, [start, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  process.on('disconnect', () => child.kill('SIGTERM')) // whoever started us is gone
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      process.channel?.unref() // listening for the disconnect would keep us
      resolve(code ?? 1)
    })
  })
}
