// The last screens and the words that they need when there is no network: fetched while there is one.
import { speakQueue } from '../queue/queue-words.ts'

/** @throws when they cannot be fetched now */
export async function loadSending() {
  const [Sending] = await Promise.all([import('./Sending.svelte'), speakQueue()])
  return Sending.default
}
