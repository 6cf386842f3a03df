// What a unit will read: the answers, put into the shape that is sealed.

import { groupOf } from '@citycop/protocol/reports/categories.ts'
import type { Language } from '@citycop/ui/languages.ts'
import type { Letter, UnitView } from '../worker/commands.ts'
import type { Answers } from './answers.ts'
import { toSeal } from './attach.ts'

/** `moment` is the chosen moment in the person's own language: the unit reads it beside their words. */
export function letterOf(answers: Answers, language: Language, moment: string): Letter {
  const { category, what, whom, where, when, position, files, who, name, contact } = answers
  if (category === undefined) throw new Error('a report without a category')
  const asks = category === 'question'
  return {
    category,
    language,
    what: asks ? what.trim() : whatThenWhom(what, whom),
    where: asks ? '' : where.trim(),
    when: asks ? '' : [moment, when.trim()].filter((one) => one !== '').join(' – '),
    ...(position !== undefined && !asks ? { position } : {}),
    ...(who === 'named' && name.trim() !== '' ? { name: name.trim() } : {}),
    ...(who === 'named' && contact.trim() !== '' ? { contact: contact.trim() } : {}),
    ...(who === 'sealed' ? { identity: { name: name.trim(), contact: contact.trim() } } : {}),
    files: toSeal(files),
  }
}

/** What was done comes first, also where it is read. */
export const whatThenWhom = (what: string, whom: string): string =>
  [what.trim(), whom.trim()].filter((one) => one !== '').join('\n\n')

/** The units that take this kind of report; the chosen one first, if it is among them. */
export function unitsFor(answers: Answers, units: readonly UnitView[]): UnitView[] {
  const { category, unit } = answers
  if (category === undefined) return []
  const serving = units.filter((one) => one.serves.includes(groupOf[category]))
  return [...serving.filter((one) => one.id === unit), ...serving.filter((one) => one.id !== unit)]
}
