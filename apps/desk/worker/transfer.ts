// Handing a report on, or asking for what that needs: the person's yes, or a second officer.
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { requestTransfer, transferReport } from '@citycop/client/reports/transfer-report.ts'
import { joined } from './answer.ts'
import type { Input, ReportView } from './commands.ts'
import { desk, held, opened } from './held.ts'

/** The report as it is now; undefined when this unit has it no more. */
export async function transferFrom({ ref, to, reason, text, act }: Input<'transfer'>): Promise<ReportView | undefined> {
  const report = opened(ref)
  if (act === 'second') {
    const { status } = await requestTransfer(desk(), report, to)
    return joined({ ...report, status })
  }
  if (act === 'ask') {
    const title = desk().instance.directory.units.find((one) => one.id === to)?.title
    const called = title?.[report.language] ?? title?.en ?? to
    const consent = { is: 'asked' as const, act: 'report:transfer' as const, to, title: called, text }
    const written = await answerReport(desk(), report, text, { ask: true, consent })
    return joined(report, written, { kind: 'reply', text, consent })
  }
  const asked = (await listReports(desk(), { ref })).reports[0]?.transferAsked
  await transferReport(desk(), report, { to, reason, text, asked })
  held.opened.delete(ref) // its words leave this desk with it
  return undefined
}
