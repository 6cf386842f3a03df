import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { readGrowth as route } from '@citycop/protocol/log/contract.ts'
import type { Handle } from '../http/handle.ts'

/** Growth from a size that is none of this log's past has no proof: whoever asked refuses the answer. */
export function logRoutes(handle: Handle): void {
  handle(route, async ({ log }, { body }) => {
    const signed = log.signed()
    const hashes = await log.consistency(body.from, signed)
    return { checkpoint: signed.checkpoint, consistency: hashes.map(toBase64) }
  })
}
