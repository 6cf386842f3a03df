// Who asks for the keys of the officer's units, and an officer's word that this must not be.
import { call } from '@citycop/client/api/call.ts'
import { makeObjection } from '@citycop/client/recovery/ask-recovery.ts'
import { custodianWords } from '@citycop/client/recovery/custodian-words.ts'
import { recoveriesIn } from '@citycop/client/recovery/fetch-file.ts'
import { type AskedKeys, askedKeys, isOpen } from '@citycop/client/recovery/recovery-status.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { objectToRecovery } from '@citycop/protocol/recovery/contract.ts'
import type { Input } from './commands.ts'
import { desk } from './held.ts'
import type { RunningRecovery } from './key-views.ts'
import { renew } from './sign-in.ts'

export async function recoveries(): Promise<RunningRecovery[]> {
  let asked = await running()
  if (asked.some((one) => one.by === undefined)) {
    await renew() // its custodians may have been named since this desk read the directory
    asked = await running()
  }
  return Promise.all(asked.map(withWords))
}

async function running(): Promise<AskedKeys[]> {
  const { instance, officer } = desk()
  const asked = askedKeys(instance.directory.trusted, await recoveriesIn(instance))
  return asked.filter((one) => officer.units.includes(one.unit) && isOpen(one))
}

/** Custodians by the six words of their cards: no certificate holds a name. */
export async function withWords({ by, ...asked }: AskedKeys): Promise<RunningRecovery> {
  const known = desk().instance.directory.trusted.custodians.flatMap((one) => one.custodians)
  const signed = by?.flatMap((id) => known.find((one) => keyIdOf(fromBase64(one.custodianPk)) === id) ?? [])
  return { ...asked, ...(signed && { by: await Promise.all(signed.map(custodianWords)) }) }
}

/** The session does not count here: the signature does, and it names the very request. */
export async function objectFrom({ sha256 }: Input<'object-recovery'>): Promise<undefined> {
  const { instance, signSeed } = desk()
  const objection = makeObjection(instance.pins.instance, sha256, signSeed)
  await call(instance.server, objectToRecovery, { objection })
}
