// What every message of a citizen has in common: its files are sealed to a key of its own, it is signed by the passphrase's
// key, and sealed to the unit's epoch and to nobody else.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { type DraftFile, type SealedBlob, sealFile } from '../attachments/seal-file.ts'
import type { Unit } from '../keys/directory.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'
import { recipientHash, type SealedMessage, sealMessage } from '../sealing/message.ts'
import { newIdentity, recipientOf } from '../sealing/suite.ts'
import type { Attached, Message } from './report.ts'
import type { Progress } from './submit-report.ts'

type Content = Pick<
  Message,
  'type' | 'text' | 'language' | 'fields' | 'replyTo' | 'tagHash' | 'seq' | 'prev' | 'consent'
>

export async function sealCitizenMessage(
  pins: Pins,
  unit: Unit,
  keys: PassphraseKeys,
  content: Content,
  files: readonly DraftFile[],
  progress: Progress,
): Promise<{ message: SealedMessage; blobs: SealedBlob[] }> {
  const attKey = newIdentity(pins.suite)
  const recipient = await recipientOf(attKey)
  const blobs: SealedBlob[] = []
  const att: Attached[] = []
  for (const [i, file] of files.entries()) {
    progress({ step: 'sealing', part: i, of: files.length + 1 })
    const made = await sealFile(file, i + 1, recipient)
    blobs.push(made.blob)
    att.push(made.attached)
  }
  progress({ step: 'sealing', part: files.length, of: files.length + 1 })
  const body: Message = {
    ...content,
    v: 1,
    suite: pins.suite,
    instance: pins.instance,
    unit: unit.id,
    epoch: unit.epoch,
    to: [recipientHash(unit.recipient)],
    thread: keys.mailbox,
    id: toBase64(crypto.getRandomValues(new Uint8Array(16))),
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    senderPk: keys.mailboxPk,
    ...(files.length > 0 ? { attKey, att } : {}),
  }
  return { message: await sealMessage(body, keys.signSeed, [unit.recipient]), blobs }
}
