// Ctrl-C and the end of whoever started the run: every part of it ends, and what it has started with it.
const controller = new AbortController()

export const stopping: AbortSignal = controller.signal

/** What to do before the run ends early; the PostgreSQL of the run, say. */
export function onStop(act: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
    process.once(signal, () => {
      controller.abort()
      act().finally(() => process.exit(1))
    })
}
