// People who look what became of their report: ask for a challenge, sign it, fetch the page. Verifying it is the phone's work and
// is done afterwards, on a sample.
import { createPrivateKey, sign } from 'node:crypto'
import { derive } from '@citycop/client/sealing/derive.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { keyIdOf, makeEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { SealedRequest } from '../pool/record.ts'
import { type Answer, type Connection, post } from './connection.ts'

const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // RFC 8410
const nothing = Buffer.from('{}')

/** Reads one mailbox over this connection. @throws Error when the answer is not this report's page */
export type Read = (connection: Connection) => Promise<void>

export function readerOf(instance: string, { r, mailboxPk }: SealedRequest): Read {
  const seed = derive(instance, r, 'passphrase/sign')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  const keyid = keyIdOf(mailboxPk)
  const said = { v: 1, instance, action: 'mailbox:read', mailboxPk: Buffer.from(mailboxPk).toString('base64'), seen: 0 }
  return async (connection) => {
    const { challenge } = JSON.parse(ok(await connection.send(post('/challenge', nothing))).toString('utf8'))
    const payload = bytes(canonical({ ...said, challenge }))
    const request = makeEnvelope('mailbox', payload, keyid, (some) => sign(null, some, key))
    const page = ok(await connection.send(post('/mailbox', Buffer.from(JSON.stringify({ request })))))
    if (!page.includes('"report":{')) throw new Error('the mailbox of an acknowledged report is empty')
  }
}

function ok({ status, body }: Answer): Buffer {
  if (status === 200) return body
  throw new Error(`${status} ${body.toString('utf8').slice(0, 200)}`)
}
