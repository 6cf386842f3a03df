// Sealing to age v1 files, and opening them. The header (which holds the wrapped file key) and the payload are kept apart on
// the server: erasing a header makes the payload noise.
import { headerLength } from '@citycop/protocol/contract/age-header.ts'
import { type Bytes, concat } from '@citycop/protocol/contract/bytes.ts'
import { Decrypter, Encrypter } from 'age-encryption'
import { suiteOf } from './suite.ts'

export type SealedFile = { readonly header: Bytes; readonly payload: Bytes }

/** @throws Error when the recipients are of two suites */
export async function sealTo(recipients: readonly string[], plain: Uint8Array): Promise<SealedFile> {
  if (new Set(recipients.map(suiteOf)).size !== 1) throw new Error('recipients of one file must be of one suite')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return splitFile((await encrypter.encrypt(plain)) as Bytes)
}

export function splitFile(file: Bytes): SealedFile {
  const length = headerLength(file)
  if (length === undefined) throw new Error('not an age file')
  return { header: file.slice(0, length), payload: file.slice(length) }
}

/** The plaintext, or undefined when this identity does not open the file or the file was changed. */
export async function openWith(identity: string, file: Uint8Array): Promise<Bytes | undefined> {
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(identity)
    return (await decrypter.decrypt(file)) as Bytes
  } catch {
    return undefined
  }
}

export const joined = (file: SealedFile): Bytes => concat(file.header, file.payload)
