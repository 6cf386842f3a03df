// Seals once and sends; sends again what is sealed. A key that ended meanwhile is fetched anew and the report sealed anew.
import type { Language } from '@citycop/ui/languages.ts'
import type { Done, Failure, Letter, Sent } from '../worker/commands.ts'
import { Failed } from '../worker/failed.ts'
import type { Ask } from '../worker/start-worker.ts'
import type { Moment } from './answers.ts'
import type { Journey } from './journey.ts'
import { letterOf } from './letter.ts'

export type Order = { unit: string; letter: Letter; words: string }
/** Sealing begun before the person pressed "send". */
export type Ahead = { readonly order: Order; readonly done: Promise<unknown> }
type State = { sealed: boolean; ahead?: Ahead | undefined }

export function orderOf(
  { answers, words }: Pick<Journey, 'answers' | 'words'>,
  language: Language,
  sayMoment: (moment: Moment) => string,
): Order {
  const moment = answers.moment ? sayMoment(answers.moment) : ''
  return { unit: answers.unit ?? '', letter: letterOf(answers, language, moment), words: words.join(' ') }
}

/** While the person writes the twelve words down: then nobody waits for it. A failure is met again when it is sent. */
export function sealAhead(ask: Ask, order: Order, state: State): void {
  if (state.sealed || (state.ahead && isSame(state.ahead.order, order))) return
  const done = ask('seal', order)
  done.catch(() => {})
  state.ahead = { order, done }
}

export async function send(
  ask: Ask,
  order: Order,
  state: State,
  findAnew: () => Promise<void>,
  done: (done: Done) => void,
): Promise<Sent> {
  const seal = async () => {
    await ask('seal', order, done)
    state.sealed = true
  }
  if (!state.sealed) await sealedAhead(order, state).catch(seal)
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

/** @throws when it was not sealed ahead, not as it is now, or not with success */
async function sealedAhead(order: Order, state: State): Promise<void> {
  const { ahead } = state
  state.ahead = undefined
  if (!ahead || !isSame(ahead.order, order)) throw new Failed({ kind: 'broken' })
  await ahead.done
  state.sealed = true
}

/** The same words to the same unit, and the very same files. */
export function isSame(one: Order, other: Order): boolean {
  const { files, ...words } = one.letter
  const { files: otherFiles, ...otherWords } = other.letter
  return (
    JSON.stringify([one.unit, one.words, words]) === JSON.stringify([other.unit, other.words, otherWords]) &&
    files.length === otherFiles.length &&
    files.every(({ file, keep }, i) => file === otherFiles[i]?.file && keep === otherFiles[i]?.keep)
  )
}

const isOutdated = (failure: Failure): boolean =>
  failure.kind === 'refused' && (failure.code === 'epoch-expired' || failure.code === 'policy-changed')
