// Independence is what a watchdog is for. Where it reads the city at an address of its own machine, and no witness is known to
// stand anywhere else, one person can make all of them agree.
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { WatchedLog } from '@citycop/protocol/watchdog/status.ts'

export function isOnOneMachine({ url, policy }: Pick<WatchedLog, 'url' | 'policy'>): boolean {
  return isLoopback(url) && witnessAddresses(policy).every(isLoopback)
}

function witnessAddresses(policy: string): string[] {
  try {
    return parsePolicy(policy).witnesses.flatMap(({ url }) => url ?? [])
  } catch {
    return [] // the watchdog read it: then this page is older than it
  }
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { hostname } = new URL(address)
  return /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname) || hostname.endsWith('.localhost')
}
