// Draws every key a new city begins with. Nothing is written here: whoever calls decides which of them may lie on which disk.
import { makeRootCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Suite } from '@citycop/protocol/contract/fields.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { logKeyLine } from '@citycop/protocol/log/checkpoint.ts'

export type CityKeys = {
  readonly pins: Pins
  readonly root: Envelope
  /** On the server's disk: they sign the log and receipts, and open nothing. */
  readonly online: { readonly log: Uint8Array; readonly accept: Uint8Array }
  /** Never on the server. */
  readonly offline: { readonly root: Uint8Array; readonly admin: Uint8Array; readonly watchdog: OfficerKeys }
}

/** What the root certificate says of the watchdog: what is sealed to it, and who may ask for it. */
export const publicOf = async ({ ageIdentity, signSeed }: OfficerKeys) => ({
  audit: await recipientOf(ageIdentity),
  watchdogPk: publicKeyOf(fromBase64(signSeed)),
})

export async function drawKeys(instance: string, suite: Suite, demo: boolean): Promise<CityKeys> {
  const online = { log: newSeed(), accept: newSeed() }
  const seeds = { root: newSeed(), admin: newSeed() }
  const [rootPk, acceptPk] = [publicKeyOf(seeds.root), publicKeyOf(online.accept)]
  const logKey = logKeyLine(`citycop.${instance}/log/1`, fromBase64(publicKeyOf(online.log)))
  const pins: Pins = { v: 1, instance, suite, rootPk, demo, logKey }
  const watchdog = newOfficer(pins, 'watchdog')
  const certificate = {
    v: 1 as const,
    instance,
    certNo: 0,
    demo,
    suite,
    rootPk,
    logKey,
    acceptPk,
    ...(await publicOf(watchdog)),
  }
  const root = makeRootCertificate(certificate, seeds.root)
  return { pins, root, online, offline: { ...seeds, watchdog } }
}
