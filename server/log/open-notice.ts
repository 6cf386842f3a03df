// What an act says, with what shows it, out of the notice that was sealed for the person: the only place where both stay together.
import { createDecipheriv } from 'node:crypto'

const [nonceSize, tagSize, openingSize, numberSize] = [12, 16, 32, 8]

export type ShownAct = { readonly opening: Buffer; readonly payload: Buffer }

/** @throws Error when this key did not seal it */
export function openNotice(noticeKey: Uint8Array, notice: Buffer): ShownAct {
  const nonce = notice.subarray(0, nonceSize)
  const decipher = createDecipheriv('chacha20-poly1305', noticeKey, nonce, { authTagLength: tagSize })
  decipher.setAuthTag(notice.subarray(-tagSize))
  const plain = Buffer.concat([decipher.update(notice.subarray(nonceSize, -tagSize)), decipher.final()])
  return { opening: plain.subarray(0, openingSize), payload: plain.subarray(openingSize + numberSize) }
}
