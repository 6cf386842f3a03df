// One report on its way, from the first question to the receipt.

import type { Sent } from '../worker/commands.ts'
import { type Answers, hasWords, noAnswers } from './answers.ts'
import type { Ahead } from './send.ts'
import type { Step } from './steps.ts'

export type Journey = {
  step: Step
  // On the way back to the check, after one answer.
  changing: boolean
  answers: Answers
  words: string[]
  // Where in the twelve words the two stand that must be typed back.
  asked: readonly [number, number] | undefined
  // The sealed report in the Worker fits these answers: sent again, it gets the same receipt.
  sealed: boolean
  // Being sealed, or sealed, before anybody pressed "send".
  ahead: Ahead | undefined
  sent: Sent | undefined
}

export const newJourney = (): Journey => ({
  step: 'category',
  changing: false,
  answers: noAnswers(),
  words: [],
  asked: undefined,
  sealed: false,
  ahead: undefined,
  sent: undefined,
})

/** A door of the start screen: what was written stays, whichever is chosen. */
export function begin(journey: Journey, door: 'report' | 'question'): void {
  if (hasWords(journey.answers)) return
  const asks = journey.answers.category === 'question'
  if (door === 'question') {
    journey.answers.category = 'question'
    journey.step = 'what'
  } else {
    if (asks) journey.answers.category = undefined
    journey.step = 'category'
  }
}

export const isUnsent = (journey: Journey): boolean => journey.sent === undefined && hasWords(journey.answers)
