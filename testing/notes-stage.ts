// Two officers of a unit who reach the server through somebody who may change its answers, and reports that they wrote notes about.
import assert from 'node:assert/strict'
import { connect } from '@citycop/client/keys/connect.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { addNote } from '@citycop/client/reports/add-note.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { listReports as listRoute } from '@citycop/protocol/reports/desk-contract.ts'
import { standBetween } from './hostile/proxy.ts'
import type { Released } from './hostile/tampered.ts'
import { createTown, memory, type Name, type Sent } from './town.ts'

export const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
type Row = Reply<typeof listRoute>['reports'][number]

/** What the desk makes of each note. */
export const words = ({ notes }: OpenedReport) => notes.map(({ text, refused }) => refused ?? text)

export async function notesStage() {
  const town = await createTown()
  const proxy = await standBetween(town.origin)
  const enter = async (name: Name) =>
    signIn(await connect(proxy.origin, { memory: memory(), pins: town.pins }), town.officers[name])
  const [anna, bruno] = [await enter('anna'), await enter('bruno')]
  const refOf = async ({ receipt }: Sent, desk: Desk = anna) => {
    const row = (await listReports(desk)).reports.find((one) => one.reference === receipt.reference)
    return row?.ref ?? assert.fail('the report is not in the list')
  }
  const opened = async (sent: Sent, desk = anna) => openReport(desk, await refOf(sent, desk), why)
  return {
    town,
    proxy,
    enter,
    anna,
    bruno,
    refOf,
    opened,
    /** A report with a note of each of the two. */
    async noted(): Promise<{ sent: Sent; ref: string }> {
      const sent = await town.reports()
      await addNote(anna, await opened(sent), 'The same lamp as in spring.')
      await addNote(bruno, await opened(sent, bruno), 'Asked the office for lights.')
      return { sent, ref: await refOf(sent) }
    },
    whenOpening(change: (released: Released) => Released, list: (row: Row) => Row = (row) => row) {
      proxy.alter = (path, answer) => {
        if (path === '/desk/open') return change(answer)
        if (path !== '/desk/reports') return answer
        const page = answer as Reply<typeof listRoute>
        return { ...page, reports: page.reports.map(list) }
      }
    },
    async close() {
      await proxy.close()
      await town.close()
    },
  }
}
export type NotesStage = Awaited<ReturnType<typeof notesStage>>
export const without = (id: string) => (row: Row) => ({ ...row, objects: row.objects.filter((one) => one !== id) })
