// What the page may see of an opened report: no attachment key, no header, no reply recipient.
import type { OpenedReport } from '@citycop/client/reports/open-report.ts'
import type { ReportView } from './commands.ts'

export function viewOf({
  thread: _thread,
  replyTo: _replyTo,
  signed: _signed,
  messages,
  ...report
}: OpenedReport): ReportView {
  const files = (all: OpenedReport['messages'][number]['files']) =>
    all.map(({ blob, name, type, size, metadata }) => ({ blob, name, type, size, ...(metadata ? { metadata } : {}) }))
  return { ...report, messages: messages.map((message) => ({ ...message, files: files(message.files) })) }
}
