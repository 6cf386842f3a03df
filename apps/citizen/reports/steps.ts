// The order of a report's screens. A step forward or back is decided here; the screens only ask.
import { type Answers, isUrgent, type Question } from './answers.ts'

export type Step = Question | 'danger' | 'check' | 'words' | 'words-back' | 'sending' | 'sent'

/** The steps that are counted. A question has neither place nor time. */
export const countedSteps = (answers: Answers): readonly Step[] =>
  answers.category === 'question'
    ? ['category', 'what', 'files', 'who', 'check', 'words', 'words-back']
    : ['category', 'what', 'where', 'when', 'files', 'who', 'check', 'words', 'words-back']

const allSteps = (answers: Answers): readonly Step[] => {
  const [first, ...others] = countedSteps(answers) as [Step, ...Step[]]
  return isUrgent(answers) ? [first, 'danger', ...others, 'sending', 'sent'] : [first, ...others, 'sending', 'sent']
}

export type Place = { step: Step; changing: boolean }

/** Whoever came from the check to change one answer goes back to the check; a new category may ask about danger first. */
export function forward(place: Place, answers: Answers): Place {
  const steps = allSteps(answers)
  const following = steps[steps.indexOf(place.step) + 1] ?? 'sent'
  if (!place.changing || following === 'danger') return { step: following, changing: place.changing }
  return { step: 'check', changing: false }
}

/** Undefined: out of the report, to the start screen. */
export function back(place: Place, answers: Answers): Place | undefined {
  if (place.changing && place.step !== 'danger') return { step: 'check', changing: false }
  const steps = allSteps(answers)
  const before = steps[steps.indexOf(place.step) - 1]
  return before === undefined ? undefined : { step: before, changing: place.changing }
}

/** Where we are of how many; the stop at 112 belongs to the first step. */
export function progress(step: Step, answers: Answers): { at: number; of: number } {
  const steps = countedSteps(answers)
  const index = steps.indexOf(step === 'danger' ? 'category' : step)
  return { at: index === -1 ? steps.length : index + 1, of: steps.length }
}
