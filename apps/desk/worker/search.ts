// Looks through what this officer has opened in this session, and through nothing else: nothing is opened for the sake of searching,
// and nothing is kept for it. It ends with the Worker.
import type { OpenedReport } from '@citycop/client/reports/open-report.ts'
import { find } from '../reports/find-words.ts'
import type { Found, Input } from './commands.ts'
import { held } from './held.ts'

const most = 50

export const search = ({ words }: Input<'search'>): Found[] =>
  [...held.opened.values()].flatMap((report) => foundIn(report, words) ?? []).slice(0, most)

function foundIn(report: OpenedReport, words: string): Found | undefined {
  const { ref, reference } = report
  const texts = report.messages.flatMap(({ text, fields, files }) => {
    const { where, when, name, contact } = fields ?? {}
    return [text, where, when, name, contact, ...files.map((file) => file.name)]
  })
  const notes = report.notes.map((note) => note.text)
  const snippet = find([reference, ...texts, ...notes], words)
  return snippet === undefined ? undefined : { ref, reference, snippet }
}
