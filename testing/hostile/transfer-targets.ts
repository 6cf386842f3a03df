// Requests in order about handing a report on, each with a report of its own.
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { sealHandover, signTransferRequest } from '@citycop/client/reports/transfer-report.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Town } from '../town.ts'
import type { Make, Target } from './targets.ts'

const to = 'home-safety'

async function fresh(town: Town, anna: Desk) {
  const { receipt } = await town.reports()
  const row = (await listReports(anna)).reports.find((one) => one.reference === receipt.reference)
  if (!row) throw new Error('the report is not listed')
  return openReport(anna, row.ref, { purpose: 'handle_concern', reason: 'first-reading' })
}

function target(anna: Desk, { request, ...rest }: { request: Envelope }): Target {
  const said: unknown = JSON.parse(Buffer.from(request.payload, 'base64').toString())
  const again = (change: (value: unknown) => unknown) =>
    signEnvelope('act', bytes(JSON.stringify(change(said)) ?? ''), anna.signSeed)
  return {
    body: { request, ...rest },
    token: anna.token,
    inside: (change) => ({ request: again(change), ...rest }),
  }
}

export const transferTargets: Readonly<Record<string, Make>> = {
  'report:request-transfer': async (town) => {
    const anna = await town.desk('anna') // the stage's own knows no key that began since
    return target(anna, signTransferRequest(anna, await fresh(town, anna), to))
  },
  'report:transfer': async (town) => {
    const anna = await town.desk('anna')
    const handover = { to, reason: 'other-task', text: 'They know more.' } as const
    return target(anna, await sealHandover(anna, await fresh(town, anna), handover))
  },
}
