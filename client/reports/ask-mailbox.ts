// Proves that the asker holds the passphrase, over a challenge of the server: a phone's wrong clock does not matter (J3).
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { askChallenge } from '@citycop/protocol/officers/contract.ts'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import { seenSize } from '../log/verify-growth.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'

type Asked = 'mailbox:read' | 'report:withdraw' | 'report:undo-withdrawal'

export async function askMailbox(
  instance: Instance,
  keys: PassphraseKeys,
  action: Asked,
): Promise<{ request: Envelope }> {
  const { challenge } = await call(instance.server, askChallenge, {})
  const asked = {
    v: 1,
    instance: instance.pins.instance,
    action,
    mailboxPk: keys.mailboxPk,
    challenge,
    seen: seenSize(instance),
  }
  return { request: signEnvelope('mailbox', bytes(canonical(asked)), keys.signSeed) }
}
