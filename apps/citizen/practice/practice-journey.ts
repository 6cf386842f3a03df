import { twoPlaces } from '../passphrase/word-check.ts'
import { type Journey, newJourney } from '../reports/journey.ts'
import { Failed } from '../worker/failed.ts'
import type { Ask } from '../worker/start-worker.ts'

const chance = () => (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32

/** With words that say themselves that they are practice, and open nothing. */
export function practiceJourney(words: string): Journey {
  return { ...newJourney(), words: words.split(' '), asked: twoPlaces(chance) }
}

/** In place of the Worker: whatever is asked in practice, nothing is sealed, and nothing can be sent. */
export const askNobody: Ask = () => Promise.reject(new Failed({ kind: 'ended' }))
