// The one place of the desk where keys live. It hears commands of the page and answers each; it never sends a key.
import { acts } from './acts.ts'
import type { Command, FromWorker, Input, Output, Progress, ToWorker } from './commands.ts'
import { failureOf } from './failures.ts'

type Port = {
  postMessage(message: FromWorker, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}
const page = globalThis as unknown as Port // a dedicated Worker's global scope, which lib.dom does not describe

page.onmessage = async ({ data: { id, command, input } }) => {
  try {
    const output = await run(command, input, (progress) => page.postMessage({ id, progress }))
    page.postMessage({ id, output }, bytesIn(output))
  } catch (thrown) {
    page.postMessage({ id, failure: failureOf(thrown) })
  }
}

const run = <C extends Command>(command: C, input: Input<C>, tell: (progress: Progress) => void): Promise<Output<C>> =>
  acts[command](input, {
    tell,
    remember: (seen) => page.postMessage({ seen }),
    changed: () => page.postMessage({ changed: true }),
  })

// Handed over, not copied: an attachment has up to 100 MB.
const bytesIn = (output: Output<Command>): Transferable[] =>
  typeof output === 'object' && 'bytes' in output && output.bytes instanceof Uint8Array ? [output.bytes.buffer] : []
