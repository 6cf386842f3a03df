// What is said of a report that waits: fetched while somebody writes, or when something waits.
import { speakAlso } from '@citycop/ui/messages.svelte.ts'
import { Failed } from '../worker/failed.ts'

const queueWords = { en: () => import('messages:en/queue'), it: () => import('messages:it/queue') }

let spoken = false
/** @throws Failed when there is no network to fetch them */
export async function speakQueue(): Promise<void> {
  spoken ||= await speakAlso(queueWords)
  if (!spoken) throw new Failed({ kind: 'unreachable' })
}
