// Seals once and sends; sends again what is sealed. A key that ended meanwhile is fetched anew and the report sealed anew.
import type { Done, Failure, Letter, Sent } from '../worker/commands.ts'
import { Failed } from '../worker/failed.ts'
import type { Ask } from '../worker/start-worker.ts'

export type Order = { unit: string; letter: Letter; words: string }

export async function send(
  ask: Ask,
  order: Order,
  state: { sealed: boolean },
  findAnew: () => Promise<void>,
  done: (done: Done) => void,
): Promise<Sent> {
  const seal = async () => {
    await ask('seal', order, done)
    state.sealed = true
  }
  if (!state.sealed) await seal()
  try {
    return await ask('submit', undefined, done)
  } catch (thrown) {
    if (!(thrown instanceof Failed) || !isOutdated(thrown.failure)) throw thrown
    state.sealed = false
    await findAnew()
    await seal()
    return await ask('submit', undefined, done)
  }
}

const isOutdated = (failure: Failure): boolean =>
  failure.kind === 'refused' && (failure.code === 'epoch-expired' || failure.code === 'policy-changed')
