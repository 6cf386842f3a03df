// Sealed once, sent as often as it takes: the same sealed report gets the same receipt (J3).
import { sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { clocksOf } from '@citycop/protocol/reports/clocks.ts'
import type { Tell } from './acts.ts'
import type { Input, Sent } from './commands.ts'
import { filesOf } from './files.ts'
import { held, instance } from './held.ts'
import { readPassphrase } from './passphrase.ts'

export async function seal({ unit, letter, words }: Input<'seal'>, tell: Tell): Promise<undefined> {
  const { files, ...rest } = letter
  const keys = await passphraseKeys(instance().pins, await readPassphrase(words, letter.language))
  held.sealed = await sealReport(instance(), unit, { ...rest, files: await filesOf(files) }, keys, tell)
}

export async function submit(_: undefined, tell: Tell): Promise<Sent> {
  if (held.sealed === undefined) throw new Error('nothing is sealed')
  const receipt = await submitReport(instance(), held.sealed, tell)
  delete held.sealed
  return { receipt, clocks: clocksOf(receipt.day, instance().directory.policy, null, null) }
}
