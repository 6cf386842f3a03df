// What sending costs an address (J27). Addresses are counted under a key that lives in memory for a day and is never written:
// nobody can ask later who was here. Nobody is refused; the work grows.
import { createHmac, randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { lowestBits, paysFor, priceAfter } from '@citycop/protocol/contract/proof-of-work.ts'
import type { Clock } from '../platform/clock.ts'
import { sha256 } from '../platform/hash.ts'

const mostCounted = 100_000 // addresses; beyond that the oldest are forgotten, which makes them cheaper, never dearer

export type Prices = { charge(address: string, subject: Uint8Array, work: string): void }

export const freeOfCharge: Prices = { charge: () => {} }

/** @throws Problem work-missing, with the price in `bits` */
export function makePrices(clock: Clock): Prices {
  let key = randomBytes(32)
  let [day, hour] = ['', '']
  let acts = new Map<string, number>()
  return {
    charge(address, subject, work) {
      const now = clock.now().toISOString()
      if (now.slice(0, 10) !== day) key = randomBytes(32)
      if (now.slice(0, 13) !== hour) acts = new Map()
      ;[day, hour] = [now.slice(0, 10), now.slice(0, 13)]
      const name = createHmac('sha256', key).update(network(address)).digest('base64')
      const before = acts.get(name) ?? 0
      const bits = priceAfter(before)
      if (!paysFor(subject, work, bits, sha256))
        throw new Problem('work-missing', '', { bits: Math.max(bits, lowestBits) })
      const [oldest] = acts.keys()
      if (acts.size >= mostCounted && oldest !== undefined) acts.delete(oldest)
      acts.set(name, before + 1)
    },
  }
}

/** /32 of IPv4, /64 of IPv6: what one subscriber has. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (isIPv4(plain)) return plain
  const [left = '', right] = plain.split('::')
  const head = left.split(':').filter(Boolean)
  const tail = right === undefined ? [] : right.split(':').filter(Boolean)
  const gap = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...gap, ...tail]
    .slice(0, 4)
    .map((part) => part.padStart(4, '0'))
    .join(':')
}
