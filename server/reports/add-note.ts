// An officer writes a note for the unit. What the server sees is that there is one more, and who added it when.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { mostNotes } from '@citycop/protocol/reports/note-contract.ts'
import type { Context } from '../context.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import type { Report } from './store.ts'
import { checkUnitMessage, insertMessage, type UnitMessage } from './unit-message.ts'

/** @throws Problem */
export async function addNote(
  ctx: Context,
  permit: Permit<'report:note'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  note: UnitMessage,
): Promise<Changed> {
  const checked = checkUnitMessage(ctx, found.unit, note, asked, 'note')
  if (note.seq >= mostNotes) throw new Problem('state-changed', `a report has at most ${mostNotes} notes`)
  return changeReport(ctx, found, {
    transition: permit.action,
    words: (report) => actWords(ctx, permit, officer, report, asked),
    change: () => ({}),
    request: JSON.stringify(asked.envelope),
    also: async (query, report, act) => {
      await useRequest(query, ctx, asked)
      await insertMessage(query, ctx, report, 'note', act, checked)
    },
  })
}
