// Answering and closing. What was written joins the thread that this desk holds, without another opening.
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import type { OpenedMessage, OpenedReport } from '@citycop/client/reports/open-report.ts'
import type { Status } from '@citycop/protocol/reports/workflow.ts'
import type { Input, ReportView } from './commands.ts'
import { desk, held, opened } from './held.ts'
import { viewOf } from './view.ts'

export async function answerFrom({ ref, text, ask }: Input<'answer'>): Promise<ReportView> {
  const before = await objectsOf(ref)
  const { status } = await answerReport(desk(), opened(ref), text, { ask })
  return joined(opened(ref), status, before, { kind: 'reply', text })
}

export async function closeFrom({ ref, reason, text }: Input<'close'>): Promise<ReportView> {
  const before = await objectsOf(ref)
  const { status } = await closeReport(desk(), opened(ref), { reason, text })
  return joined(opened(ref), status, before, { kind: 'status', text, reason })
}

const objectsOf = async (ref: string): Promise<ReadonlySet<string>> =>
  new Set((await listReports(desk(), { ref })).reports[0]?.objects)

type Written = Pick<OpenedMessage, 'kind' | 'text' | 'reason'>

// The next answer is chained to this one by its id, which the list tells. Where more than one thing came in meanwhile, the chain
// is not ours to guess: the page then offers to open what is new.
async function joined(
  report: OpenedReport,
  status: Status,
  before: ReadonlySet<string>,
  written: Written,
): Promise<ReportView> {
  const fresh = [...(await objectsOf(report.ref))].filter((id) => !before.has(id))
  const message = fresh.length === 1 ? [asMessage(report, fresh[0] as string, written)] : []
  const changed = { ...report, status, messages: [...report.messages, ...message] }
  held.opened.set(report.ref, changed)
  return viewOf(changed)
}

function asMessage({ messages }: OpenedReport, id: string, written: Written): OpenedMessage {
  const seqs = messages.filter(({ from }) => from === 'unit').map(({ seq }) => seq)
  return { ...written, from: 'unit', seq: Math.max(-1, ...seqs) + 1, id, at: new Date().toISOString(), files: [] }
}
