// The other end of a report: an officer of the town, at a headless desk.
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { transferReport } from '@citycop/client/reports/transfer-report.ts'
import type { Asked } from '@citycop/protocol/conversation/consent.ts'
import type { OpeningReason } from '@citycop/protocol/policy/parameters.ts'
import type { Name, Town } from '../../../testing/town.ts'

export type AtDesk = {
  readonly opened: OpenedReport
  /** A file of the first message, by its place. */
  read(file: number): Promise<Buffer>
  answer(text: string): Promise<void>
  ask(text: string, consent?: Asked): Promise<void>
  close(text: string): Promise<void>
  handTo(unit: string, text: string): Promise<void>
}

/** Takes the report with this reference number and opens it for the first time. */
export async function atDesk(town: Town, name: Name, reference: string): Promise<AtDesk> {
  const desk = await town.desk(name)
  const ref = await find(desk, reference)
  await takeReport(desk, ref)
  const open = (reason: OpeningReason) => openReport(desk, ref, { purpose: 'handle_concern', reason })
  const opened = await open('first-reading')
  // Each message continues the thread as it was last opened.
  let latest: OpenedReport | undefined = opened
  const act = async (write: (thread: OpenedReport) => Promise<unknown>) => {
    await write(latest ?? (await open('continue-work')))
    latest = undefined
  }
  return {
    opened,
    read: async (file) => {
      const blob = opened.messages[0]?.files[file]?.blob ?? ''
      return Buffer.from((await readAttachment(desk, opened, blob)).bytes)
    },
    answer: (text) => act((thread) => answerReport(desk, thread, text)),
    ask: (text, consent) =>
      act((thread) => answerReport(desk, thread, text, { ask: true, ...(consent ? { consent } : {}) })),
    handTo: (to, text) => act((thread) => transferReport(desk, thread, { to, reason: 'other-task', text })),
    close: (text) => act((thread) => closeReport(desk, thread, { reason: 'resolved', text })),
  }
}

async function find(desk: Desk, reference: string): Promise<string> {
  const { reports } = await listReports(desk)
  const row = reports.find((one) => one.reference === reference)
  if (!row) throw new Error(`no report ${reference} on this desk`)
  return row.ref
}
