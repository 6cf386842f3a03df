// The check of the log that runs beside a report already shown.
import { rememberLog } from '../city/memory.ts'
import type { Done, Failure, Looked, MailboxView } from '../worker/commands.ts'
import { failureOf } from '../worker/failed.ts'
import type { Ask } from '../worker/start-worker.ts'

export type Looking =
  | { phase: 'looking'; done: Done | undefined }
  | { phase: 'looked'; check: Looked['check'] }
  | { phase: 'failed'; failure: Failure }

export function lookThrough(ask: Ask, onnewer: (mailbox: MailboxView) => void) {
  let state = $state.raw<Looking>({ phase: 'looking', done: undefined })
  let last = 0

  async function look(all = false): Promise<void> {
    last += 1
    const mine = last
    const show = (next: Looking) => {
      if (mine === last) state = next // an earlier look that ends late says nothing any more
    }
    show({ phase: 'looking', done: undefined })
    try {
      const { check, mailbox } = await ask('check-log', { all }, (done) => show({ phase: 'looking', done }))
      // A contradiction is the city's, not this report's: it is kept for every later visit.
      if (check.contradiction) rememberLog({ contradiction: check.contradiction })
      if (mine === last) onnewer(mailbox)
      show({ phase: 'looked', check })
    } catch (thrown) {
      show({ phase: 'failed', failure: failureOf(thrown) })
    }
  }

  return {
    get state() {
      return state
    },
    look,
  }
}
