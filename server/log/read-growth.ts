import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { readGrowth as route } from '@citycop/protocol/log/contract.ts'
import type { Handle } from '../http/handle.ts'

/** A tree that is not ours, and one that is larger than ours, are answered alike. */
export function logRoutes(handle: Handle): void {
  handle(route, async ({ log }, { body: { from, to } }) => {
    const ours = to.size >= 1 && to.size <= log.signed().size ? await log.signAt(to.size) : undefined
    if (!ours || from > to.size || !equal(ours.root, fromBase64(to.root))) throw new Problem('not-found')
    return { consistency: (await log.consistency(from, to)).map(toBase64) }
  })
}
