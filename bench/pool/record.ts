// A sealed request as it is kept in the pool's file: fixed fields, then the body as it is sent.
export type SealedRequest = {
  /** The passphrase, 16 bytes: what a mailbox is read with. */
  readonly r: Uint8Array
  readonly mailboxPk: Uint8Array
  readonly id: Uint8Array
  /** How many bytes of content the server has to keep: sealed bytes, keys and signature, without base64 and JSON. */
  readonly content: number
  readonly body: Buffer
}

const head = 16 + 32 + 32 + 4 + 4

export const sizeOf = ({ body }: SealedRequest): number => head + body.length

export function asRecord({ r, mailboxPk, id, content, body }: SealedRequest): Buffer {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(content, 0)
  numbers.writeUInt32BE(body.length, 4)
  return Buffer.concat([r, mailboxPk, id, numbers, body])
}

/** Every whole record; a last one that was cut off by the end of a run is left out. */
export function* readRecords(file: Buffer): Generator<SealedRequest> {
  for (let at = 0; at + head <= file.length; ) {
    const end = at + head + file.readUInt32BE(at + head - 4)
    if (end > file.length) return
    yield {
      r: file.subarray(at, at + 16),
      mailboxPk: file.subarray(at + 16, at + 48),
      id: file.subarray(at + 48, at + 80),
      content: file.readUInt32BE(at + head - 8),
      body: file.subarray(at + head, end),
    }
    at = end
  }
}
