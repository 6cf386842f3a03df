// What was done before, in words. What a newer server may say and this desk does not know has words too.
import type { PastAct } from '@citycop/client/reports/read-history.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { purposeOptions, reasonOptions } from '../reports/report-words.ts'
import type { People } from '../worker/commands.ts'
import { sayOfficer } from './say-officer.ts'

const acts: Readonly<Record<string, MessageKey>> = {
  'report:submit': 'desk-notes.act.submit',
  'report:open': 'desk-notes.act.open',
  'report:take': 'desk-notes.act.take',
  'report:assign': 'desk-notes.act.assign',
  'report:pause-clock': 'desk-notes.act.pause-clock',
  'report:note': 'desk-notes.act.note',
  'report:close': 'desk-notes.act.close',
  'report:triage': 'desk-notes.act.triage',
  'report:change-regime': 'desk-notes.act.change-regime',
  'report:review': 'desk-notes.act.review',
  'report:hold': 'desk-notes.act.hold',
  'report:release-hold': 'desk-notes.act.release-hold',
  'report:begin-reseal': 'desk-notes.act.begin-reseal',
  'report:reseal': 'desk-notes.act.reseal',
  'report:contest': 'desk-notes.act.contest',
  'report:withdraw': 'desk-notes.act.withdraw',
  'report:undo-withdrawal': 'desk-notes.act.undo-withdrawal',
  'report:erase-files': 'desk-notes.act.erase-files',
  'message:answer': 'desk-notes.act.answer',
  'message:ask': 'desk-notes.act.ask',
  'message:send': 'desk-notes.act.send',
}

export const sayAct = ({ action }: PastAct): string =>
  say(acts[action] ?? (action.startsWith('identity:') ? 'desk-notes.act.identity' : 'desk-notes.act.other'))

const roles: Readonly<Record<PastAct['by'], MessageKey>> = {
  citizen: 'desk-notes.by-citizen',
  officer: 'desk-notes.by-officer',
  service: 'desk-notes.by-service',
}
export const sayBy = ({ by, officer }: PastAct, people: People | undefined): string =>
  officer === undefined ? say(roles[by]) : sayOfficer(officer, people)

/** What it was opened for, and why then; of another act nothing. */
export function sayWhy({ action, purpose, reason }: PastAct): string {
  if (action !== 'report:open') return ''
  const said = [
    purposeOptions().find(({ value }) => value === purpose)?.label,
    reasonOptions().find(({ value }) => value === reason)?.label,
  ]
  return said.filter((one) => one !== undefined).join(' · ')
}
