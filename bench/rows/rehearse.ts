// One report from the pool, sent and opened with every check, before anything is measured: figures of requests that the server
// refuses, or of reports that nobody could read, would be figures of nothing.
import { openReport } from '@citycop/client/reports/open-report.ts'
import type { Connection } from '../load/connection.ts'
import { inboxRows } from './inbox-rows.ts'
import { why } from './sign-openings.ts'
import { connections, type Stage, sendReport } from './stage.ts'

/** @throws Error when a sealed request is not what this code takes */
export async function rehearse(stage: Stage): Promise<void> {
  const [connection] = connections(stage, 1) as [Connection]
  if (!(await sendReport(stage, connection))) throw new Error('no request was sealed')
  connection.close()
  const [row] = await inboxRows(stage)
  const opened = row && (await openReport(stage.desk, row.ref, why))
  if (!opened?.messages[0]?.text || opened.gaps > 0) throw new Error('a report that was sent cannot be read')
}
