// What commands that keep running have in common: where they listen, and when they end.
import { Usage } from './usage.ts'

/** @throws Usage */
export function addressOf(typed: string): { host: string; port: number } {
  const [, host = '', spelt = ''] = /^(\[[0-9a-f:]+\]|[^:\s]+):(\d{1,5})$/.exec(typed) ?? []
  const port = Number(spelt)
  if (host === '' || port > 65_535) throw new Usage('--listen is HOST:PORT, like 127.0.0.1:7390')
  return { host: host.replace(/[[\]]/g, ''), port }
}

export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    process.once('disconnect', () => resolve()) // whoever started us is gone
  })
