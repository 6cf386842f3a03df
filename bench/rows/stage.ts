// What every row is measured on: one server, one city, the floors, and the reports that were sent so far.
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import type { BareTable } from '../floors/bare-table.ts'
import type { Echo } from '../floors/echo.ts'
import { closedLoop } from '../load/closed-loop.ts'
import { type Answer, type Connection, openConnection, post } from '../load/connection.ts'
import type { MeasuredServer } from '../machine/measured-server.ts'
import type { Options } from '../options.ts'
import type { SealedRequest } from '../pool/record.ts'
import type { RequestPool } from '../pool/request-pool.ts'

/** A report for which the server gave its receipt: from then on it may not be lost. */
export type Acknowledged = { readonly request: SealedRequest; readonly receipt: Buffer }
export type Stage = {
  readonly options: Options
  readonly server: MeasuredServer
  readonly instance: Instance
  readonly desk: Desk
  readonly echo: Echo
  readonly bare: BareTable
  readonly requests: RequestPool
  readonly acknowledged: Acknowledged[]
  /** For whoever waits. */
  readonly say: (line: string) => void
}

export const connections = (stage: Stage, count: number, desk = false): Connection[] =>
  Array.from({ length: count }, () => openConnection(stage.server.port + (desk ? 1 : 0)))

/** The next report of the pool; false when it is empty. @throws Error with the server's refusal */
export async function sendReport({ requests, acknowledged }: Stage, connection: Connection): Promise<boolean> {
  const request = requests.next()
  if (!request) return false
  const answer = await connection.send(post('/submit', request.body))
  acknowledged.push({ request, receipt: Buffer.from(accepted(answer)) })
  return true
}

export function accepted({ status, body }: Answer): Buffer {
  if (status === 200) return body
  throw new Error(`${status} ${body.toString('utf8').slice(0, 200)}`)
}

/** Not measured: as many reports as a row needs to be there. */
export async function fillTo(stage: Stage, wanted: number): Promise<void> {
  if (stage.acknowledged.length >= wanted) return
  stage.say(`sending reports until there are ${wanted}`)
  const open = connections(stage, 32)
  const measured = await closedLoop(open.length, 300, async (n) => {
    if (stage.acknowledged.length >= wanted) return false
    return sendReport(stage, open[n] as Connection)
  })
  for (const one of open) one.close()
  if (measured.firstError) throw new Error(`reports could not be sent: ${measured.firstError}`)
}
