import { openReport } from '@citycop/client/reports/open-report.ts'
import { Tampered } from '@citycop/client/reports/tampered.ts'
import type { Opening, ReportView } from './commands.ts'
import { desk, held } from './held.ts'
import { viewOf } from './view.ts'

export async function openFor({ ref, ...why }: Opening): Promise<ReportView> {
  try {
    const report = await openReport(desk(), ref, why)
    held.opened.set(ref, report)
    return viewOf(report)
  } catch (thrown) {
    if (thrown instanceof Tampered) held.opened.delete(ref) // what was read before may be as false as this
    throw thrown
  }
}
