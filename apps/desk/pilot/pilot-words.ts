// The conditions of the gate as words: what each is, why it matters, what to do and whose task it is.
import type { GateItem } from '@citycop/protocol/pilots/gate.ts'
import { lawOf } from '@citycop/protocol/pilots/gate-laws.ts'
import type { Language } from '@citycop/ui/languages.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { sayList } from '@citycop/ui/spoken.ts'
import type { Mark } from './checklist.ts'

type Words = readonly [name: MessageKey, why: MessageKey, todo: MessageKey, whose: MessageKey]
const words: Record<GateItem, Words> = {
  'legal-basis': [
    'desk-pilot.what.legal-basis',
    'desk-pilot.why.legal-basis',
    'desk-pilot.todo.legal-basis',
    'desk-pilot.whose.legal-basis',
  ],
  'processor-contract': [
    'desk-pilot.what.processor-contract',
    'desk-pilot.why.processor-contract',
    'desk-pilot.todo.processor-contract',
    'desk-pilot.whose.processor-contract',
  ],
  'impact-assessment': [
    'desk-pilot.what.impact-assessment',
    'desk-pilot.why.impact-assessment',
    'desk-pilot.todo.impact-assessment',
    'desk-pilot.whose.impact-assessment',
  ],
  policy: ['desk-pilot.what.policy', 'desk-pilot.why.policy', 'desk-pilot.todo.policy', 'desk-pilot.whose.policy'],
  'unit-keys': [
    'desk-pilot.what.unit-keys',
    'desk-pilot.why.unit-keys',
    'desk-pilot.todo.unit-keys',
    'desk-pilot.whose.unit-keys',
  ],
  watchdog: [
    'desk-pilot.what.watchdog',
    'desk-pilot.why.watchdog',
    'desk-pilot.todo.watchdog',
    'desk-pilot.whose.watchdog',
  ],
  'supervisory-authority': [
    'desk-pilot.what.supervisory-authority',
    'desk-pilot.why.supervisory-authority',
    'desk-pilot.todo.supervisory-authority',
    'desk-pilot.whose.supervisory-authority',
  ],
  languages: [
    'desk-pilot.what.languages',
    'desk-pilot.why.languages',
    'desk-pilot.todo.languages',
    'desk-pilot.whose.languages',
  ],
  training: [
    'desk-pilot.what.training',
    'desk-pilot.why.training',
    'desk-pilot.todo.training',
    'desk-pilot.whose.training',
  ],
  'opening-day': [
    'desk-pilot.what.opening-day',
    'desk-pilot.why.opening-day',
    'desk-pilot.todo.opening-day',
    'desk-pilot.whose.opening-day',
  ],
}
export const sayWhat = (what: GateItem): string => say(words[what][0])
export const sayWhy = (what: GateItem): string => say(words[what][1])
export const sayTodo = (what: GateItem): string => say(words[what][2])
export const sayWhose = (what: GateItem): string => say(words[what][3])
export const sayLawOf = (what: GateItem): string => lawOf(what) || say('desk-pilot.law-none')

const marks: Record<Mark, MessageKey> = {
  missing: 'desk-pilot.mark-missing',
  soon: 'desk-pilot.mark-soon',
  done: 'desk-pilot.mark-done',
}
export const sayMark = (mark: Mark): string => say(marks[mark])

const roles: Readonly<Record<string, MessageKey>> = {
  dpo: 'desk-policy.role-dpo',
  chief: 'desk-policy.role-chief',
}
/** A city may name a role of its own. */
export const sayRoles = (all: readonly string[], language: Language): string =>
  sayList(
    all.map((one) => (roles[one] ? say(roles[one]) : one)),
    language,
  )
