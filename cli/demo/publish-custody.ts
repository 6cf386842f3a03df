// The demo's custodians and the recovery identities of its units, so that a newcomer can try a recovery (docs/recovery.md). Five
// keyfiles and their shares on one machine prove nothing, and the demo says so.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { call } from '@citycop/client/api/call.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeKeyfile, type OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { makeCustodians, splitRecovery } from '@citycop/client/recovery/make-recovery.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { envelopeHash } from '@citycop/protocol/keys/chain.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import { unitsOf } from '@citycop/protocol/keys/epochs.ts'
import { custodianCount } from '@citycop/protocol/keys/recovery.ts'
import { writeFolder } from '../instance/key-files.ts'
import type { DemoPeople } from './demo-people.ts'

/** False in a city that has custodians already. */
export async function publishCustody(
  { pins, directory, server }: Instance,
  demo: Pick<DemoPeople, 'rootSeed'>,
  data: string,
  today: string,
): Promise<boolean> {
  if (directory.trusted.custodians.length > 0) return false
  const rootSeed = await demo.rootSeed()
  const people = Array.from({ length: custodianCount }, (_, i) => newOfficer(pins, `custodian-${i + 1}`))
  const base = { v: 1 as const, instance: pins.instance, certNo: 1, notBefore: today }
  const custodians = await Promise.all(people.map(asCustodian))
  const named = makeCustodians({ ...base, custodians }, rootSeed)
  const certificate = { ...base, custodians, hash: envelopeHash(named) }
  const passphrase = readFileSync(join(data, 'demo/passphrase'), 'utf8').trim()
  const files: Record<string, Uint8Array> = {}
  for (const one of people) files[`${one.name}.age`] = await makeKeyfile(one, passphrase)
  const certificates: Envelope[] = [named]
  for (const unit of unitsOf(directory.trusted)) {
    const made = await splitRecovery({ pins, unit, certNo: 1, notBefore: today, custodians: certificate }, rootSeed)
    certificates.push(made.certificate)
    for (const { number, file } of made.shares) files[`${unit}/share-${number}.age`] = file
  }
  keepApart(join(data, 'demo/custodians'), files)
  await call(server, publishKeys, { certificates, wraps: [] })
  return true
}

const asCustodian = async ({ signSeed, ageIdentity }: OfficerKeys) => ({
  custodianPk: publicKeyOf(fromBase64(signSeed)),
  recipient: await recipientOf(ageIdentity),
})

/** Before anything is published. Left by a start that was killed, or by a database that was thrown away: of no use any more. */
function keepApart(folder: string, files: Readonly<Record<string, Uint8Array>>): void {
  if (existsSync(folder)) renameSync(folder, `${folder}-before-${Date.now()}`)
  writeFolder(folder, files)
}
