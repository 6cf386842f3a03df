// Uploads a sealed blob in parts of 1 MiB. Parts that arrived before a break are not sent again.
import { beginUpload, partFrame, uploadPart } from '@citycop/protocol/attachments/contract.ts'
import { beginBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { call, type Server } from '../api/call.ts'
import { withWork } from '../api/with-work.ts'
import type { SignedUpload } from './sign-upload.ts'

export type UploadProgress = (done: { step: 'uploading'; part: number; of: number }) => void

/** @throws Problem, Unreachable */
export async function uploadAll(
  server: Server,
  uploads: readonly SignedUpload[],
  progress: UploadProgress,
): Promise<void> {
  const of = uploads.reduce((sum, one) => sum + one.of, 0)
  let before = 0
  for (const one of uploads) {
    await upload(server, one, (done) => progress({ step: 'uploading', part: before + done, of }))
    before += one.of
  }
}

async function upload(server: Server, { begin, of, frame }: SignedUpload, onPart: (done: number) => void) {
  const subject = sha256(beginBytes(begin))
  const { parts } = await withWork(subject, (work) => call(server, beginUpload, { ...begin, work }), begin.work)
  for (let number = 0; number < of; number++) {
    const framed = await frame(number)
    if (parts[number] !== toHex(sha256(framed.subarray(partFrame)))) await call(server, uploadPart, framed)
    onPart(number + 1)
  }
}
