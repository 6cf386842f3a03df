// Which message says which value. Typed tables: a value without words does not compile.
import type { Category, Group } from '@citycop/protocol/reports/categories.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Done } from '../worker/commands.ts'
import type { Missing, Moment } from './answers.ts'
import type { Refused } from './attach.ts'

export const categoryWords: Record<Category, MessageKey> = {
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
}

// As people sort them, not as the police do.
export const categoryGroups: readonly { heading: MessageKey; of: readonly Category[] }[] = [
  { heading: 'submit.group.people', of: ['threat', 'violence-home', 'hate'] },
  { heading: 'submit.group.around', of: ['noise', 'street', 'traffic'] },
  { heading: 'submit.group.things', of: ['theft', 'vandalism', 'drugs', 'tip'] },
  { heading: 'submit.group.else', of: ['question', 'other'] },
]

export const kindWords: Record<Group, MessageKey> = {
  urgent: 'submit.kind.urgent',
  crime: 'submit.kind.crime',
  concern: 'submit.kind.concern',
  question: 'submit.kind.question',
  tip: 'submit.kind.tip',
  protected: 'submit.kind.protected',
}

export const momentWords: Record<Moment, MessageKey> = {
  now: 'submit.moment.now',
  today: 'submit.moment.today',
  yesterday: 'submit.moment.yesterday',
  earlier: 'submit.moment.earlier',
  again: 'submit.moment.again',
  unknown: 'submit.moment.unknown',
}

export const missingWords: Record<Missing, MessageKey> = {
  category: 'submit.missing.category',
  what: 'submit.missing.what',
  moment: 'submit.missing.moment',
  contact: 'submit.missing.contact',
}

export const refusedWords: Record<Refused['why'], MessageKey> = {
  'too-large': 'submit.refused.too-large',
  'too-many': 'submit.refused.too-many',
  empty: 'submit.refused.empty',
}

export const doneWords: Record<Done['step'], MessageKey> = {
  reading: 'submit.done.sealing',
  sealing: 'submit.done.sealing',
  uploading: 'submit.done.uploading',
  sending: 'submit.done.sending',
  checking: 'submit.done.sending', // looking through the log is no part of sending
}
