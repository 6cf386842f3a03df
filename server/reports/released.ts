// The two doors out of the header table, and the sealed bytes that go with what they let out.
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Direction } from '@citycop/protocol/reports/history.ts'
import type { Query } from '../platform/database.ts'

export type Headers = ReadonlyMap<string, Buffer>
type HeaderRow = { object: Buffer; header: Buffer }

const asMap = (rows: readonly HeaderRow[]): Headers =>
  new Map(rows.map((row) => [row.object.toString('hex'), row.header]))

/** By a grant whose log entry is signed; the database refuses any other. @throws Problem not-logged */
export async function release(query: Query, grant: string): Promise<Headers> {
  try {
    return asMap(await query<HeaderRow>('select object, header from release($1)', [grant], 'release'))
  } catch (error) {
    if ((error as { code?: string }).code === 'CCP01') throw new Problem('not-logged')
    throw error
  }
}

/** The unit's messages to whoever holds this mailbox. */
export const releaseToMailbox = async (query: Query, mailbox: string): Promise<Headers> =>
  asMap(
    await query<HeaderRow>(
      'select object, header from release_to_mailbox($1)',
      [Buffer.from(mailbox, 'hex')],
      'release-to-mailbox',
    ),
  )

type MessageRow = { direction: Direction; seq: number; id: Buffer; epoch: number; payload: Buffer }
type BlobRow = { id: Buffer; object: Buffer; size: number }

/** Messages and attachments of a report whose headers were released. */
export async function readSealed(query: Query, city: string, report: Buffer, headers: Headers) {
  const objects = [...headers.keys()].map((hash) => Buffer.from(hash, 'hex'))
  const [messages, blobs] = await Promise.all([
    query<MessageRow>(
      'select direction, seq, id, epoch, payload from message where city = $1 and report = $2 and id = any ($3) order by direction, seq',
      [city, report, objects],
      'sealed-messages',
    ),
    query<BlobRow>(
      'select id, object, size from blob where city = $1 and report = $2 and object = any ($3)',
      [city, report, objects],
      'sealed-blobs',
    ),
  ])
  const header = (object: Buffer) => (headers.get(object.toString('hex')) as Buffer).toString('base64')
  return {
    messages: messages.map(({ direction, seq, id, epoch, payload }) => ({
      direction,
      seq,
      id: id.toString('hex'),
      epoch,
      header: header(id),
      payload: payload.toString('base64'),
    })),
    blobs: blobs.map(({ id, object, size }) => ({ id: id.toString('hex'), header: header(object), size })),
  }
}
