// Draws every key a new city begins with. Nothing is written here: whoever calls decides which of them may lie on which disk.
import { makeRootCertificate, newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
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
  readonly offline: { readonly root: Uint8Array; readonly admin: Uint8Array; readonly watchdog: string }
}

export async function drawKeys(instance: string, suite: Suite, demo: boolean): Promise<CityKeys> {
  const online = { log: newSeed(), accept: newSeed() }
  const offline = { root: newSeed(), admin: newSeed(), watchdog: newIdentity(suite) }
  const [rootPk, acceptPk] = [publicKeyOf(offline.root), publicKeyOf(online.accept)]
  const logKey = logKeyLine(`citycop.${instance}/log/1`, fromBase64(publicKeyOf(online.log)))
  const audit = await recipientOf(offline.watchdog)
  const certificate = { v: 1 as const, instance, certNo: 0, demo, suite, rootPk, logKey, acceptPk, audit }
  const pins: Pins = { v: 1, instance, suite, rootPk, demo, logKey }
  return { pins, root: makeRootCertificate(certificate, offline.root), online, offline }
}
