// What is said of a report that waits: fetched while somebody writes, or when something waits.

import queueWords from 'messages:every/queue'
import { speakAlso } from '@citycop/ui/messages.svelte.ts'
import { Failed } from '../worker/failed.ts'

let spoken = false
/** @throws Failed when there is no network to fetch them */
export async function speakQueue(): Promise<void> {
  spoken ||= await speakAlso(queueWords)
  if (!spoken) throw new Failed({ kind: 'unreachable' })
}
