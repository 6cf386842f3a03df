// Sealed once, sent as often as it takes: the same sealed report gets the same receipt (J3). If the person asks for it, it waits on
// the phone meanwhile.
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import { type SealedReport, sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { clocksOf } from '@citycop/protocol/reports/clocks.ts'
import { alone } from '../queue/alone.ts'
import { keepReport, removeReport } from '../queue/keep.ts'
import type { Input, Output, Sent, Tell } from './commands.ts'
import { filesOf } from './files.ts'
import { held, instance } from './held.ts'
import { readPassphrase } from './passphrase.ts'

export async function seal({ unit, letter, words }: Input<'seal'>, tell: Tell): Promise<undefined> {
  const mine = Symbol('sealing')
  held.sealing = mine
  delete held.sealed
  const { files, ...rest } = letter
  const keys = await passphraseKeys(instance().pins, await readPassphrase(words, letter.language))
  const sealed = await sealReport(instance(), unit, { ...rest, files: await filesOf(files) }, keys, tell)
  if (held.sealing === mine) held.sealed = sealed
}

export async function submit(_: undefined, tell: Tell): Promise<Sent> {
  const report = sealed()
  const receipt = await sendAlone(() => submitReport(instance(), report, tell))
  await removeReport(report.id).catch(() => {}) // if it was kept: what has arrived waits no longer
  delete held.sealed
  return { receipt, clocks: clocksOf(receipt.day, instance().directory.policy, null, null) }
}

export async function keep(): Promise<Output<'keep'>> {
  const report = sealed()
  await keepReport(report, instance().directory.rootEnvelope)
  return { leaveBy: report.leaveBy }
}

/** Nobody waits for another sender: but while we send, the service worker does not send the same beside us. */
async function sendAlone(send: () => Promise<Receipt>): Promise<Receipt> {
  let receipt: Receipt | undefined
  await alone(async () => {
    receipt = await send()
  })
  return receipt ?? send()
}

function sealed(): SealedReport {
  if (held.sealed === undefined) throw new Error('nothing is sealed')
  return held.sealed
}
