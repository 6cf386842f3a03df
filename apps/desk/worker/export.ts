// A report for a court, sealed in here: the page gets a file that it cannot read, and has it saved.
import { agreeExport, exportReport, NoRecipient, NotPublished } from '@citycop/client/reports/export-report.ts'
import type { Export, ExportOutcome } from './commands.ts'
import { desk } from './held.ts'

/** The log that everybody sees is published every five minutes. */
const [between, most] = [3000, 15 * 60_000]

export async function exportFor({ ref, only, ...asked }: Export): Promise<ExportOutcome> {
  const until = Date.now() + most
  const pause = async () => {
    await new Promise((resolve) => setTimeout(resolve, between))
    return Date.now() < until
  }
  try {
    if (only === 'agree') {
      await agreeExport(desk(), ref, asked)
      return { agreed: true }
    }
    const { file, reference } = await exportReport(desk(), ref, asked, { pause })
    return { bytes: file, name: `${reference}.age`, rootPk: desk().instance.pins.rootPk }
  } catch (thrown) {
    if (thrown instanceof NoRecipient) return { missed: 'no-recipient' }
    if (thrown instanceof NotPublished) return { missed: 'not-published' }
    throw thrown
  }
}
