// What a person has answered so far, and what is still missing. Nothing here is stored: it goes with the screen.
import type { Category } from '@citycop/protocol/reports/categories.ts'
import type { Chosen } from './attach.ts'

export const moments = ['now', 'today', 'yesterday', 'earlier', 'again', 'unknown'] as const
export type Moment = (typeof moments)[number]
export type Answers = {
  category: Category | undefined
  what: string
  /** Who did it, if the person can describe them. */
  whom: string
  where: string
  /** The name of the district that was chosen; it stands in `where` as well. */
  district: string
  /** A `geo:` address, only where the person added it. */
  position: string | undefined
  moment: Moment | undefined
  when: string
  files: Chosen[]
  /** `sealed`: for identity custodians alone, apart from the report. */
  who: 'nobody' | 'sealed' | 'named'
  name: string
  contact: string
  unit: string | undefined
}
export type Question = 'category' | 'what' | 'where' | 'when' | 'files' | 'who'
export type Missing = 'category' | 'what' | 'moment' | 'contact'

export const noAnswers = (): Answers => ({
  category: undefined,
  what: '',
  whom: '',
  where: '',
  district: '',
  position: undefined,
  moment: undefined,
  when: '',
  files: [],
  who: 'nobody',
  name: '',
  contact: '',
  unit: undefined,
})

/** What has to be answered before the next question; most questions may stay empty. */
export function missing(question: Question, answers: Answers): Missing | undefined {
  if (question === 'category' && answers.category === undefined) return 'category'
  if (question === 'what' && answers.what.trim() === '') return 'what'
  if (question === 'when' && answers.moment === undefined) return 'moment'
  if (question === 'who' && answers.who !== 'nobody' && `${answers.name}${answers.contact}`.trim() === '')
    return 'contact'
  return undefined
}

/** Somebody may be in danger: these stop at 112 first. */
export const isUrgent = (answers: Answers): boolean =>
  answers.category === 'threat' || answers.category === 'violence-home'

export const hasWords = (answers: Answers): boolean =>
  [answers.what, answers.whom, answers.where, answers.when, answers.name, answers.contact].some(
    (one) => one.trim() !== '',
  ) ||
  answers.files.length > 0 ||
  answers.position !== undefined
