// The codes of the contract as words. Category, status, purpose and reasons are the words that the citizen reads too.

import { type OpeningReason, openingReasons, type Purpose, purposes } from '@citycop/protocol/policy/parameters.ts'
import type { Category, Group } from '@citycop/protocol/reports/categories.ts'
import { type CloseReason, closeReasons, type Status } from '@citycop/protocol/reports/workflow.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { purposeWords } from '@citycop/ui/purpose-words.ts'
import type { Due } from './urgency.ts'

type Words<Code extends string | number> = Record<Code, MessageKey>
const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)
const saying =
  <Code extends string | number>(words: Words<Code>) =>
  (code: Code) =>
    capital(say(words[code]))

export const sayCategory = saying<Category>({
  noise: 'reports.category.noise',
  street: 'reports.category.street',
  traffic: 'reports.category.traffic',
  theft: 'reports.category.theft',
  vandalism: 'reports.category.vandalism',
  drugs: 'reports.category.drugs',
  threat: 'reports.category.threat',
  hate: 'reports.category.hate',
  'violence-home': 'reports.category.violence-home',
  question: 'reports.category.question',
  tip: 'reports.category.tip',
  other: 'reports.category.other',
})

export const sayGroup = saying<Group>({
  urgent: 'desk-words.group.urgent',
  crime: 'desk-words.group.crime',
  concern: 'desk-words.group.concern',
  question: 'desk-words.group.question',
  tip: 'desk-words.group.tip',
  protected: 'desk-words.group.protected',
})

export const sayStatus = saying<Status>({
  received: 'reports.status.received',
  taken: 'reports.status.taken',
  waiting: 'reports.status.waiting',
  closed: 'reports.status.closed',
  contested: 'reports.status.contested',
  withdrawn: 'reports.status.withdrawn',
  erased: 'reports.status.erased',
})

const purposeNames = saying(purposeWords)
const purposeMeanings = saying<Purpose>({
  handle_concern: 'desk-words.purpose.handle_concern',
  community_dialogue: 'desk-words.purpose.community_dialogue',
  led_prevent: 'desk-words.purpose.led_prevent',
  led_detect: 'desk-words.purpose.led_detect',
  led_investigate: 'desk-words.purpose.led_investigate',
  accountability: 'desk-words.purpose.accountability',
})
export const purposeOptions = () =>
  purposes.map((value) => ({ value, label: purposeNames(value), hint: purposeMeanings(value) }))

const reasonNames = saying<OpeningReason>({
  'first-reading': 'reports.opening-reason.first-reading',
  'new-message': 'reports.opening-reason.new-message',
  'continue-work': 'reports.opening-reason.continue-work',
  supervision: 'reports.opening-reason.supervision',
  'rights-request': 'reports.opening-reason.rights-request',
})
export const reasonOptions = () => openingReasons.map((value) => ({ value, label: reasonNames(value) }))

export const closingName = saying<CloseReason>({
  resolved: 'reports.close-reason.resolved',
  referred: 'reports.close-reason.referred',
  'not-actionable': 'reports.close-reason.not-actionable',
  'under-investigation': 'reports.close-reason.under-investigation',
})
const closingMeanings = saying<CloseReason>({
  resolved: 'desk-words.close.resolved',
  referred: 'desk-words.close.referred',
  'not-actionable': 'desk-words.close.not-actionable',
  'under-investigation': 'desk-words.close.under-investigation',
})
export const closingOptions = () =>
  closeReasons.map((value) => ({ value, label: closingName(value), hint: closingMeanings(value) }))

const sizes: readonly MessageKey[] = [
  'desk-words.size.0',
  'desk-words.size.1',
  'desk-words.size.2',
  'desk-words.size.3',
]
export const saySizeClass = (sizeClass: number): string => say(sizes[sizeClass] ?? 'desk-words.size.3')

export function sayDue({ clock, days }: Due): string {
  if (days < 0) return say(late[clock], { days: -days })
  return say(ahead[clock], { days })
}
const late: Words<Due['clock']> = { acknowledge: 'desk-words.late-acknowledge', answer: 'desk-words.late-answer' }
const ahead: Words<Due['clock']> = { acknowledge: 'desk-words.due-acknowledge', answer: 'desk-words.due-answer' }
