// Every way in which the answer to an opening can be changed by whoever runs the server, one part at a time.
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { openReport } from '@citycop/protocol/reports/desk-contract.ts'

export type Released = Reply<typeof openReport>
type Message = Released['messages'][number]

/** Flips one bit in the middle of base64 text, which stays canonical. */
export function flipped(spelt: string): string {
  const some = Buffer.from(spelt, 'base64')
  const at = Math.floor(some.length / 2)
  some[at] = (some[at] ?? 0) ^ 1
  return some.toString('base64')
}
const flippedHex = (hex: string): string => `${hex[0] === '0' ? '1' : '0'}${hex.slice(1)}`

const first =
  (change: (message: Message) => Message) =>
  (released: Released): Released => ({
    ...released,
    messages: released.messages.map((one, i) => (i === 0 ? change(one) : one)),
  })

export const alterations: Readonly<Record<string, (released: Released) => Released>> = {
  'the act’s number': (one) => ({ ...one, n: one.n + 1 }),
  'the opening of the commitment': (one) => ({ ...one, opening: flipped(one.opening) }),
  'what the act says': (one) => ({ ...one, payload: flipped(one.payload) }),
  'the log’s signature': (one) => ({ ...one, proof: `${one.proof.slice(0, -8)}AAAAA==\n` }),
  'the place in the log': (one) => ({ ...one, proof: one.proof.replace(/index \d+/, 'index 0') }),
  'a hash of the proof': (one) => ({
    ...one,
    proof: one.proof.replace(/\n[A-Za-z0-9+/]{43}=/, `\n${'A'.repeat(43)}=`),
  }),
  'the tag’s key': (one) => ({ ...one, tagKey: flipped(one.tagKey) }),
  'whose mailbox it is': (one) => ({ ...one, mailboxPk: flipped(one.mailboxPk) }),
  'a message’s header': first((one) => ({ ...one, header: flipped(one.header) })),
  'a message’s payload': first((one) => ({ ...one, payload: flipped(one.payload) })),
  'a message’s id': first((one) => ({ ...one, id: flippedHex(one.id) })),
  'a message’s place': first((one) => ({ ...one, seq: one.seq + 1 })),
  'a message’s epoch': first((one) => ({ ...one, epoch: one.epoch + 1 })),
  'who wrote a message': first((one) => ({ ...one, direction: one.direction === 'citizen' ? 'unit' : 'citizen' })),
  'an attachment’s header': (one) => ({
    ...one,
    blobs: one.blobs.map((blob) => ({ ...blob, header: flipped(blob.header) })),
  }),
  'the first message, left out': (one) => ({ ...one, messages: one.messages.slice(1) }),
  'the last message, left out': (one) => ({ ...one, messages: one.messages.slice(0, -1) }),
  'the attachment, left out': (one) => ({ ...one, blobs: [] }),
  'everything, left out': (one) => ({ ...one, messages: [], blobs: [] }),
  'a message, shown twice': (one) => ({ ...one, messages: [...one.messages, ...one.messages.slice(-1)] }),
}
