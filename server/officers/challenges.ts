// Stateless challenges: 8 bytes of time, 16 random, 24 of an HMAC under a key that lives in memory. Good for five minutes, so a
// phone's own clock does not matter (J3).
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Clock } from '../platform/clock.ts'

const life = 5 * 60_000

export type Challenges = { make(): string; check(challenge: string): void }

export function makeChallenges(clock: Clock, key = randomBytes(32)): Challenges {
  const mac = (head: Buffer) => createHmac('sha256', key).update(head).digest().subarray(0, 24)
  return {
    make() {
      const head = Buffer.concat([Buffer.alloc(8), randomBytes(16)])
      head.writeBigUInt64BE(BigInt(clock.now().getTime()))
      return Buffer.concat([head, mac(head)]).toString('base64')
    },
    /** @throws Problem challenge-stale */
    check(challenge) {
      const whole = Buffer.from(challenge, 'base64')
      const head = whole.subarray(0, 24)
      const age = clock.now().getTime() - Number(head.readBigUInt64BE())
      if (!timingSafeEqual(mac(head), whole.subarray(24)) || age > life || age < 0) throw new Problem('challenge-stale')
    },
  }
}
