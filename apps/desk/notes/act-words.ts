// What was done before, in words.
import type { PastAct } from '@citycop/client/reports/read-history.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { purposeOptions, reasonOptions } from '../reports/report-words.ts'
import type { People } from '../worker/commands.ts'
import { actKey } from './act-keys.ts'
import { sayOfficer } from './say-officer.ts'

export const sayAct = ({ action }: PastAct): string => say(actKey(action))

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
