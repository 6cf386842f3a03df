// One report as a phone would send it, each with a passphrase of its own. It is client/reports/submit-report.ts without the
// work against floods, which takes a phone a second and the measured server does not ask for.
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { joined, sealTo } from '@citycop/client/sealing/age-file.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { recipientHash, sealMessage } from '@citycop/client/sealing/message.ts'
import { newPassphrase } from '@citycop/client/sealing/passphrase.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { puzzles } from '@citycop/protocol/contract/proof-of-work.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { signedBytes } from '@citycop/protocol/reports/submission-bytes.ts'
import type { SealedRequest } from './record.ts'

export type Target = {
  readonly pins: Pins
  readonly unit: { readonly id: string; readonly epoch: number; readonly recipient: string }
  readonly audit: string
  readonly policyVersion: number
}
type Keys = Awaited<ReturnType<typeof passphraseKeys>>

const words = 'The lamp at the corner of Pier Street has been dark for a week. '
const text = words.repeat(32).slice(0, 2000)
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // RFC 8410

export async function sealRequest(target: Target): Promise<SealedRequest> {
  const r = newPassphrase()
  const keys = await passphraseKeys(target.pins, r)
  const { header, payload, id } = await sealMessage(message(target, keys), keys.signSeed, [target.unit.recipient])
  const capsule = JSON.stringify({ tagKey: toBase64(keys.tagKey), noticeKey: toBase64(keys.noticeKey) })
  const auditCapsule = joined(await sealTo([target.audit], bytes(capsule)))
  const unsigned = {
    ...{ v: 1 as const, suite: target.pins.suite, instance: target.pins.instance },
    ...{ unit: target.unit.id, epoch: target.unit.epoch, group: 'concern' as const },
    ...{ policyVersion: target.policyVersion, mailboxPk: keys.mailboxPk },
    ...{ tagKey: toBase64(keys.tagKey), noticeKey: toBase64(keys.noticeKey), auditCapsule: toBase64(auditCapsule) },
    ...{ header: toBase64(header), payload: toBase64(payload), blobs: [] },
  }
  const sig = toBase64(sign(null, signedBytes('report:submit', unsigned), signingKey(keys.signSeed)))
  const body = Buffer.from(JSON.stringify({ ...unsigned, sig, work: toBase64(new Uint8Array(puzzles * 4)) }))
  const keysAndSignature = 32 + 32 + 32 + 64
  const content = header.length + payload.length + auditCapsule.length + keysAndSignature
  return { r, mailboxPk: fromBase64(keys.mailboxPk), id: Buffer.from(id, 'hex'), content, body }
}

const message = ({ pins, unit }: Target, keys: Keys) => ({
  ...{ v: 1 as const, suite: pins.suite, instance: pins.instance, unit: unit.id, epoch: unit.epoch },
  ...{ type: 'report' as const, to: [recipientHash(unit.recipient)], thread: keys.mailbox, seq: 0, prev: null },
  id: toBase64(newPassphrase()),
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  senderPk: keys.mailboxPk,
  replyTo: keys.recipient,
  tagHash: createHash('sha256').update(keys.tagKey).digest('hex'),
  language: 'en',
  text,
  fields: { category: 'street' as const, where: 'Corner of Pier Street and Rope Lane', when: 'Since last Monday' },
})

const signingKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
