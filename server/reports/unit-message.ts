// A sealed message of the unit, checked as far as the server can and written with the act that sends it.
import { readAgeHeader } from '@citycop/protocol/contract/age-header.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { messageClass } from '@citycop/protocol/contract/size-class.ts'
import type { unitMessage } from '@citycop/protocol/reports/desk-contract.ts'
import type { Direction } from '@citycop/protocol/reports/history.ts'
import type { InferOutput } from 'valibot'
import type { Context } from '../context.ts'
import type { Act } from '../log/append.ts'
import { isTaken, type Query } from '../platform/database.ts'
import { sha256 } from '../platform/hash.ts'
import type { Asked } from './desk-request.ts'
import type { Report } from './store.ts'

export type UnitMessage = InferOutput<typeof unitMessage>
export type CheckedMessage = {
  readonly id: Buffer
  readonly header: Buffer
  readonly payload: Buffer
  readonly sizeClass: number
  readonly epoch: number
  readonly seq: number
}

/** @throws Problem: wrong-suite, wrong-size, epoch-expired, bad-request when the signed request names another message */
export function checkUnitMessage(
  ctx: Context,
  unit: string,
  message: UnitMessage,
  { objects }: Asked,
  direction: 'unit' | 'note' = 'unit',
): CheckedMessage {
  const checked = checkSealedToUnit(ctx, unit, message, direction)
  if (objects.length !== 1 || objects[0] !== checked.id.toString('hex'))
    throw new Problem('bad-request', 'the request names another message')
  return checked
}

/** @throws Problem: wrong-suite, wrong-size, epoch-expired */
export function checkSealedToUnit(
  { city, keys, clock }: Context,
  unit: string,
  message: UnitMessage,
  direction: 'unit' | 'note' = 'unit',
): CheckedMessage {
  const [header, payload] = [Buffer.from(message.header, 'base64'), Buffer.from(message.payload, 'base64')]
  const sizeClass = messageClass(payload.length)
  // A note has one size: how much officers write among themselves is nobody's to see.
  if (sizeClass === undefined || (direction === 'note' && sizeClass !== 0)) throw new Problem('wrong-size')
  if (readAgeHeader(header, city.pins.suite)?.stanzas !== recipientsOf(direction))
    throw new Problem('wrong-suite', 'a unit’s message is for the citizen and the unit, a note for the unit alone')
  if (!keys.epoch(unit, message.epoch, clock.today())) throw new Problem('epoch-expired')
  const id = sha256(Buffer.concat([header, payload]))
  return { id, header, payload, sizeClass, epoch: message.epoch, seq: message.seq }
}

/** To the unit alone, or to the person as well. */
export const recipientsOf = (direction: Direction): number => (direction === 'unit' ? 2 : 1)

/** @throws Problem seq-taken */
export async function insertMessage(
  query: Query,
  { city, clock }: Context,
  report: Report,
  direction: Direction,
  act: Act,
  { id, header, payload, sizeClass, epoch, seq }: CheckedMessage,
): Promise<void> {
  const { instance } = city.pins
  const [last] = await query<{ seq: number | null }>(
    'select max(seq) as seq from message where city = $1 and report = $2 and direction = $3',
    [instance, report.ref, direction],
    'last-seq',
  )
  if (seq !== (last?.seq ?? -1) + 1 || seq >= 1000) throw new Problem('seq-taken')
  try {
    await query(
      `insert into message (city, report, direction, seq, id, epoch, day, size_class, payload, act)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [instance, report.ref, direction, seq, id, epoch, clock.today(), sizeClass, payload, act.id],
      'insert-message',
    )
  } catch (error) {
    if (isTaken(error)) throw new Problem('seq-taken')
    throw error
  }
  await query(
    'insert into header (city, object, report, header, act) values ($1, $2, $3, $4, $5)',
    [instance, id, report.ref, header, act.id],
    'insert-header',
  )
}
