// Notes of the unit, and links between two reports that are open on this desk.
import { addNote } from '@citycop/client/reports/add-note.ts'
import { linksOf } from '@citycop/client/reports/links.ts'
import type { Link } from '@citycop/client/reports/report.ts'
import { TooLong } from '@citycop/client/sealing/padding.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Input, ReportView } from './commands.ts'
import { desk, held, opened } from './held.ts'
import { viewOf } from './view.ts'

export async function noteFrom({ ref, text }: Input<'note'>): Promise<ReportView> {
  await write(ref, text)
  return viewOf(opened(ref))
}

/** In both; where one of the two says so already, as after a half that failed, only the other is written. */
export async function linkFrom({ ref, to, on }: Input<'link'>): Promise<ReportView[]> {
  if (opened(ref).unit !== opened(to).unit) throw new Error('reports of two units are not linked')
  for (const [one, other] of [
    [ref, to],
    [to, ref],
  ] as const) {
    const isOn = linksOf(opened(one)).some((link) => link.ref === other)
    if (isOn !== on) await write(one, '', { ref: other, reference: opened(other).reference, on })
  }
  return [viewOf(opened(ref)), viewOf(opened(to))]
}

/** The next note is chained to this one by its id. */
async function write(ref: string, text: string, link?: Link): Promise<void> {
  try {
    const { note, status } = await addNote(desk(), opened(ref), text, link)
    const report = opened(ref)
    held.opened.set(ref, { ...report, status, notes: [...report.notes, note] })
  } catch (thrown) {
    if (thrown instanceof TooLong) throw new Problem('wrong-size')
    throw thrown
  }
}
