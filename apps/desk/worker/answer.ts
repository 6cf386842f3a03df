// Answering, closing, and what the person was asked a yes for. What was written joins the thread that this desk holds, without another opening.
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { referReport } from '@citycop/client/conversation/refer-report.ts'
import type { Written } from '@citycop/client/conversation/seal-unit-message.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import type { OpenedMessage, OpenedReport } from '@citycop/client/reports/open-report.ts'
import type { Input, Referred, ReportView } from './commands.ts'
import { desk, held, opened } from './held.ts'
import { viewOf } from './view.ts'

export async function answerFrom({ ref, text, ask }: Input<'answer'>): Promise<ReportView> {
  const written = await answerReport(desk(), opened(ref), text, { ask })
  return joined(opened(ref), written, { kind: 'reply', text })
}

export async function closeFrom({ ref, reason, text }: Input<'close'>): Promise<ReportView> {
  const written = await closeReport(desk(), opened(ref), { reason, text })
  return joined(opened(ref), written, { kind: 'status', text, reason })
}

export async function askConsentFrom({ ref, consent }: Input<'ask-consent'>): Promise<ReportView> {
  const text = consent.title // all that whoever reads without knowing consent needs: the rest stands in it
  const written = await answerReport(desk(), opened(ref), text, { ask: true, consent })
  return joined(opened(ref), written, { kind: 'reply', text, consent })
}

export async function referFrom({ ref, of, service }: Input<'refer'>): Promise<Referred> {
  const { referral, said, ...written } = await referReport(desk(), opened(ref), of, service)
  const report = joined(opened(ref), written, { kind: 'reply', ...said })
  return { report, number: referral.number, file: referral.file }
}

type Said = Pick<OpenedMessage, 'kind' | 'text' | 'reason' | 'consent'>

/** The next answer is chained to this one by its id. */
export function joined(report: OpenedReport, written?: Written, said?: Said): ReportView {
  const at = new Date().toISOString()
  const added: OpenedMessage[] =
    written && said ? [{ ...said, from: 'unit', seq: written.seq, id: written.id, at, files: [] }] : []
  const changed = { ...report, status: written?.status ?? report.status, messages: [...report.messages, ...added] }
  held.opened.set(report.ref, changed)
  return viewOf(changed)
}
