// A town with a report in each state that some act needs.
import type { SealedBlob } from '@citycop/client/attachments/seal-file.ts'
import { sealUnitMessage } from '@citycop/client/conversation/seal-unit-message.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { holdReport, takeReport, triageReport } from '@citycop/client/reports/change-report.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import type { PassphraseKeys } from '@citycop/client/sealing/derive.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Sent, Town } from '../town.ts'
import { freshKeys, sealed } from './sealed.ts'

type Staged = Sent & { readonly ref: string; readonly objects: string[]; readonly opened: OpenedReport }
type Written = Awaited<ReturnType<typeof sealUnitMessage>> & { readonly ref: string }
export type Stage = {
  readonly device: Instance
  readonly anna: Desk
  readonly dario: Desk
  readonly open: Staged & { readonly blob: string }
  readonly toTake: Sent & { readonly ref: string }
  readonly toAssign: Sent & { readonly ref: string }
  readonly toPause: Sent & { readonly ref: string }
  readonly toHold: Staged
  readonly toWithdraw: Staged
  readonly toUndo: Staged
  readonly closed: Staged
  readonly holdUntil: string
  readonly answer: Written
  readonly refer: Written
  readonly close: Written
  readonly file: { readonly keys: PassphraseKeys; readonly blob: SealedBlob }
}

const why = { purpose: 'handle_concern', reason: 'first-reading' } as const
const file = { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(9) }

export async function setStage(town: Town): Promise<Stage> {
  const [device, anna, dario] = [await town.device(), await town.desk('anna'), await town.desk('dario')]
  const refOf = async ({ receipt }: Sent): Promise<string> =>
    (await listReports(anna)).reports.find((one) => one.reference === receipt.reference)?.ref ?? ''
  const staged = async (): Promise<Staged> => {
    const sent = await town.reports({ files: [file] })
    const ref = await refOf(sent)
    const opened = await openReport(anna, ref, why)
    const { reports } = await listReports(anna, { ref })
    return { ...sent, ref, opened, objects: reports[0]?.objects ?? [] }
  }
  const [open, toHold, toWithdraw, toUndo, closed] = [
    await staged(),
    await staged(),
    await staged(),
    await staged(),
    await staged(),
  ]
  const holdUntil = addDays(town.app.context.clock.today(), 10)
  await triageReport(anna, closed.ref, { regime: 'LED', retentionClass: 'crime_minor' })
  await holdReport(anna, closed.ref, 'evidence', holdUntil)
  for (const one of [toHold, toUndo]) await withdrawReport(device, one.keys)
  await takeReport(anna, closed.ref)
  await closeReport(anna, closed.opened, { reason: 'resolved', text: 'Done.' })
  const [answered, toClose, toRefer] = [await staged(), await staged(), await staged()]
  await takeReport(anna, toRefer.ref)
  await takeReport(anna, toClose.ref)
  const written = async ({ opened, ref }: Staged, type: 'reply' | 'status'): Promise<Written> => ({
    ...(await sealUnitMessage(anna, opened, { type, text: 'Noted.' })),
    ref,
  })
  const [waiting, toAssign, toPause] = [await town.reports(), await town.reports(), await town.reports()]
  await takeReport(anna, await refOf(toPause))
  const keys = await freshKeys(device)
  const { blobs } = await sealed(device, { files: [file] }, keys)
  return {
    device,
    anna,
    dario,
    open: { ...open, blob: open.opened.messages[0]?.files[0]?.blob ?? '' },
    toTake: { ...waiting, ref: await refOf(waiting) },
    toAssign: { ...toAssign, ref: await refOf(toAssign) },
    toPause: { ...toPause, ref: await refOf(toPause) },
    toHold,
    toWithdraw,
    toUndo,
    closed,
    holdUntil,
    answer: await written(answered, 'reply'),
    refer: await written(toRefer, 'reply'),
    close: await written(toClose, 'status'),
    file: { keys, blob: blobs[0] as SealedBlob },
  }
}
