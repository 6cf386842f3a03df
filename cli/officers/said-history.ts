// The unit's notes about an opened report, and what was done with it before, as lines.
import { linksOf } from '@citycop/client/reports/links.ts'
import type { OpenedReport } from '@citycop/client/reports/open-report.ts'
import type { History, PastAct } from '@citycop/client/reports/read-history.ts'
import type { OpenedNote } from '@citycop/client/reports/read-notes.ts'

const chains: Record<History['chain'], string> = {
  whole: 'each is chained to the one before, and none is missing',
  older: 'each is chained to the one before; there are older ones',
  broken: 'WARNING: what came before does not fit the log',
}

export const saidHistory = ({ history: { acts, chain } }: Pick<OpenedReport, 'history'>): string[] => [
  '',
  `Before this opening, ${chains[chain]}:`,
  ...acts.map(saidAct),
]

function saidAct({ day, action, by, officer, purpose, reason }: PastAct): string {
  const why = [purpose, reason].filter(Boolean).join(', ')
  return `    ${day}  ${action} by ${officer ? `officer ${officer}` : by}${why ? ` (${why})` : ''}`
}

export function saidNotes(opened: Pick<OpenedReport, 'notes' | 'missingNotes'>): string[] {
  const { notes, missingNotes } = opened
  const links = linksOf(opened).map((link) => link.reference)
  return [
    ...(missingNotes > 0 ? ['', `WARNING: ${missingNotes} notes are missing or failed a check.`] : []),
    ...(links.length > 0 ? ['', `Belongs together with ${links.join(', ')}`] : []),
    ...notes.filter((note) => !note.refused && !note.link).flatMap(saidNote),
  ]
}

const saidNote = ({ at, by, text }: OpenedNote): string[] => [
  '',
  `${at}  note of officer ${by ?? 'unknown'}`,
  ...text.split('\n').map((line) => `    ${line}`),
]
