// The words of many reports at once: what can be done, why, and by whom.
import type { WorkReason } from '@citycop/protocol/reports/work-reasons.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { sayNamed } from '../notes/say-officer.ts'
import type { OfferedAct } from '../officers/may.ts'
import type { Colleague } from '../worker/commands.ts'
import type { BulkKind } from './bulk-act.ts'
import type { Sort, Whose } from './inbox.ts'

const reasons: Record<WorkReason, MessageKey> = {
  surge: 'reports.work-reason.surge',
  handover: 'reports.work-reason.handover',
  expertise: 'reports.work-reason.expertise',
  'other-office': 'reports.work-reason.other-office',
  inquiries: 'reports.work-reason.inquiries',
}
export const workReason = (reason: WorkReason): string => say(reasons[reason])

/** With how many of the selected it can be done, as they stand. */
export function sayAble(able: number, count: number): string {
  if (able === 0) return say('desk-work.able-none', { count })
  return able === count ? say('desk-work.able-all', { count }) : say('desk-work.able', { able, count })
}

type Kind = { value: BulkKind; label: string; hint: string; may: OfferedAct }
export const kindOptions = (): Kind[] => [
  { value: 'take', label: say('desk-work.kind.take'), hint: say('desk-work.kind.take-means'), may: 'report:take' },
  {
    value: 'assign',
    label: say('desk-work.kind.assign'),
    hint: say('desk-work.kind.assign-means'),
    may: 'report:assign',
  },
  { value: 'file', label: say('desk-work.kind.file'), hint: say('desk-work.kind.file-means'), may: 'report:triage' },
  {
    value: 'pause',
    label: say('desk-work.kind.pause'),
    hint: say('desk-work.kind.pause-means'),
    may: 'report:pause-clock',
  },
]

/** A colleague who wrote no name card is known by the key alone. */
export function colleagueName({ keyId, mine, name }: Colleague, own: string): string {
  if (mine) return say('desk-work.colleague-you', { name: own })
  return sayNamed(keyId, name)
}

const whoseWords: Record<Whose, MessageKey> = {
  anybody: 'desk-work.whose.anybody',
  mine: 'desk-work.whose.mine',
  nobody: 'desk-work.whose.nobody',
  colleague: 'desk-work.whose.colleague',
}
export const sayWhose = (whose: Whose): string => say(whoseWords[whose])

const sortWords: Record<Sort, MessageKey> = {
  due: 'desk-work.sort.due',
  received: 'desk-work.sort.received',
  status: 'desk-work.sort.status',
  group: 'desk-work.sort.group',
  size: 'desk-work.sort.size',
}
export const saySort = (sort: Sort): string => say(sortWords[sort])
