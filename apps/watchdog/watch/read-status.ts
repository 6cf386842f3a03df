// What the watchdog that served this page knows. Asked again while somebody looks.
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type WatchStatus, watchStatus } from '@citycop/protocol/watchdog/status.ts'

const patience = 10_000

/** Undefined when it cannot be had, or is not what this page understands. */
export async function readStatus(): Promise<WatchStatus | undefined> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), patience)
  try {
    const response = await fetch('/status.json', { cache: 'no-store', signal: stop.signal })
    if (!response.ok) return undefined
    return parsePayload(watchStatus, new Uint8Array(await response.arrayBuffer()))
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
