import type { Failure } from './commands.ts'

export class Failed extends Error {
  override name = 'Failed'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind)
    this.failure = failure
  }
}

/** What went wrong, for the screen; a mistake of our own counts as broken. */
export const failureOf = (thrown: unknown): Failure => (thrown instanceof Failed ? thrown.failure : { kind: 'broken' })
