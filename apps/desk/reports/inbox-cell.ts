// What stands in the cells of a line, as a table or as a card.
import { linksOf } from '@citycop/client/reports/links.ts'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import { pausedOn } from '@citycop/protocol/reports/clocks.ts'
import { language, say } from '@citycop/ui/messages.svelte.ts'
import { shortDay } from '../ui-parts/say-time.ts'
import type { ReportView } from '../worker/commands.ts'
import { unread } from './inbox.ts'
import { sayCategory, sayDue, sayGroup } from './report-words.ts'
import { due } from './urgency.ts'
import { workReason } from './work-words.ts'

export const sayAbout = (row: InboxRow, held: ReportView | undefined): string =>
  held ? `${sayCategory(held.category)} · ${sayGroup(row.group)}` : sayGroup(row.group)

export function sayAssignee(row: InboxRow): string {
  if (row.mine) return say('desk-inbox.mine')
  return say(row.taken ? 'desk-inbox.colleague' : 'desk-inbox.nobody')
}

export function sayContents(row: InboxRow): string {
  const messages = say('desk-inbox.messages', { count: row.messages })
  return row.files === 0 ? messages : `${messages}, ${say('desk-inbox.files', { count: row.files })}`
}

export const sayPaused = ({ until, reason }: NonNullable<InboxRow['clocks']['paused']>): string =>
  say('desk-work.paused', { day: shortDay(until, language()), reason: workReason(reason) })

export type Mark = { tone: 'late' | 'today' | 'later' | 'none'; text: string }

export function dueMark(row: InboxRow, today: string): Mark {
  if (row.status === 'contested') return { tone: 'today', text: say('desk-words.due-contested') }
  const owed = due(row, today)
  if (!owed) return { tone: 'none', text: say('desk-words.due-nothing') }
  const paused = owed.clock === 'answer' ? pausedOn(row.clocks, today) : undefined
  if (paused) return { tone: 'later', text: sayPaused(paused) }
  const tone = owed.days < 0 ? 'late' : owed.days === 0 ? 'today' : 'later'
  return { tone, text: sayDue(owed) }
}

/** What this session knows of the report, in a word beside its reference. */
export function sayNote(row: InboxRow, held: ReportView | undefined, distrusted: boolean): string | undefined {
  if (distrusted) return say('desk-inbox.distrusted')
  if (!held) return undefined
  const count = unread(row, held)
  const links = linksOf(held).map(({ reference }) => reference)
  const said = count > 0 ? say('desk-inbox.new-messages', { count }) : say('desk-inbox.read')
  return links.length === 0 ? said : `${said} · ${say('desk-notes.with', { references: links.join(', ') })}`
}
