// Every act of an officer is asked for anew and signed: the log's entry commits to exactly this request (J7).
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { DeskRequest } from '@citycop/protocol/reports/desk-request.ts'
import type { Desk } from './sign-in.ts'

type Asked = Pick<
  DeskRequest,
  | 'action'
  | 'ref'
  | 'objects'
  | 'purpose'
  | 'reason'
  | 'caseRef'
  | 'emergency'
  | 'decision'
  | 'assignee'
  | 'unit'
  | 'agreed'
  | 'recipient'
>

export function signRequest({ instance, signSeed }: Desk, asked: Asked): Envelope {
  const nonce = toBase64(crypto.getRandomValues(new Uint8Array(16)))
  const { version } = instance.directory.policy
  return signEnvelope(
    'act',
    bytes(canonical({ ...asked, v: 1, instance: instance.pins.instance, policyVersion: version, nonce })),
    signSeed,
  )
}
