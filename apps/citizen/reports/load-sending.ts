// The last screens and the words that they need when there is no network: fetched while there is one.
import { speakQueue } from '../queue/queue-words.ts'

/** @throws when they cannot be fetched now */
export async function loadSending() {
  // The card on the start screen, too: it says where a report is that could not leave.
  const [Sending] = await Promise.all([
    import('./Sending.svelte'),
    speakQueue(),
    import('../queue/WaitingCards.svelte'),
  ])
  return Sending.default
}
