// The one place of the app where keys live. It hears commands of the page and answers each; it never sends a key.
import './parts.ts'
import { acts } from './acts.ts'
import type { Command, Done, FromWorker, Input, ToWorker } from './commands.ts'
import { failureOf } from './failures.ts'

type Port = {
  postMessage(message: FromWorker): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}
const page = globalThis as unknown as Port // a dedicated Worker's global scope, which lib.dom does not describe

page.onmessage = async ({ data: { id, command, input } }) => {
  try {
    page.postMessage({ id, output: await run(id, command, input) })
  } catch (thrown) {
    page.postMessage({ id, failure: failureOf(thrown) })
  }
}

const run = <C extends Command>(id: number, command: C, input: Input<C>) =>
  acts[command](input, (done: Done) => page.postMessage({ event: 'done', id, done }))
