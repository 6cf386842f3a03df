// One report sealed anew: fetched behind a logged act, each message checked as for reading, and put back under the unit's key in use.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { mailboxId } from '@citycop/protocol/reports/mailbox.ts'
import {
  beginReseal,
  type listSealed,
  mostResealed,
  resealReport,
  resealWhy,
} from '@citycop/protocol/reports/reseal-contract.ts'
import { call } from '../api/call.ts'
import type { Unit } from '../keys/directory.ts'
import { memberSeed } from '../keys/member-seed.ts'
import { seenSize } from '../log/verify-growth.ts'
import { verifyOpening } from '../log/verify-opening.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import { type Opened, openMessage } from '../sealing/message.ts'
import { sealAnew } from '../sealing/reseal.ts'
import { Tampered } from './tampered.ts'

export type ToReseal = Reply<typeof listSealed>['reports'][number]
type Released = Reply<typeof beginReseal>
type Message = Released['messages'][number]
/** What could not be opened, or fails a check, stays as it is: nobody vouches for it. */
export type Done = { readonly messages: number; readonly unreadable: number }

/** @throws Problem, Unreachable, Distrusted, Tampered */
export async function resealOne(desk: Desk, unit: Unit, { ref, messages }: ToReseal): Promise<Done> {
  const old = messages.filter((one) => one.epoch < unit.epoch)
  const first = messages.find((one) => one.direction === 'citizen' && one.seq === 0)
  let done: Done = { messages: 0, unreadable: 0 }
  for (let from = 0; from < old.length; from += mostResealed - 1) {
    const part = old.slice(from, from + mostResealed - 1)
    // The first message says where the person's answers go: what the unit wrote is sealed to that as well.
    const answered = first && part.some((one) => one.direction === 'unit') && !part.includes(first)
    const one = await resealPart(desk, unit, ref, part, answered ? [...part, first] : part)
    done = { messages: done.messages + one.messages, unreadable: done.unreadable + one.unreadable }
  }
  return done
}

type Named = ToReseal['messages']

async function resealPart(desk: Desk, unit: Unit, ref: string, part: Named, fetched: Named): Promise<Done> {
  const { instance, token } = desk
  const objects = fetched.map((one) => one.id).sort()
  const asked = signRequest(desk, { action: 'report:begin-reseal', ref, objects, ...resealWhy })
  const released = await call(instance.server, beginReseal, { request: asked, seen: seenSize(instance) }, token)
  verifyOpening(instance, asked, released, 'report:begin-reseal')
  const given = released.messages.map((one) => one.id).sort()
  if (given.join() !== objects.join()) throw new Tampered('objects', { request: asked, released })
  const anew = await sealAll(desk, unit, released, new Set(part.map((one) => one.id)))
  if (anew.length === 0) return { messages: 0, unreadable: part.length }
  const request = signRequest(desk, { action: 'report:reseal', ref, objects: anew.map((one) => one.object).sort() })
  const messages = anew.map(({ object: _object, ...one }) => one)
  await call(instance.server, resealReport, { request, messages }, token)
  return { messages: anew.length, unreadable: part.length - anew.length }
}

async function sealAll(desk: Desk, unit: Unit, released: Released, wanted: ReadonlySet<string>) {
  const signSeed = memberSeed(desk.signSeed, unit)
  if (!signSeed) throw new Tampered('content', { unit: unit.id, epoch: unit.epoch })
  const opened = await openAll(desk, unit, released)
  const replyTo = opened.find(({ message }) => message.type === 'report')?.message.replyTo
  const anew = []
  for (const { id, direction, message, envelope } of opened) {
    const recipients = direction === 'unit' ? [replyTo ?? '', unit.recipient] : [unit.recipient]
    if (!wanted.has(id) || recipients.includes('')) continue
    const { suite } = desk.instance.pins
    const file = await sealAnew({ unit, suite, signSeed, of: id, inner: envelope, message, recipients })
    const [header, payload] = [toBase64(file.header), toBase64(file.payload)]
    anew.push({ id, epoch: unit.epoch, header, payload, object: file.id })
  }
  return anew
}

type Readable = Pick<Message, 'id' | 'direction'> & Extract<Opened, { message: object }>

/** Those that hold. Only a part of the thread is here, so the one before it is not always known. */
async function openAll({ instance, epochs }: Desk, unit: Unit, released: Released): Promise<Readable[]> {
  const seenIds = new Set<string>()
  const found: Readable[] = []
  for (const { id, direction, seq, epoch, header, payload } of released.messages) {
    const expected = {
      instance: instance.pins.instance,
      thread: mailboxId(fromBase64(released.mailboxPk)),
      direction,
      seq,
      id,
      epochs: instance.directory.trusted.epochs,
    }
    const file = concat(fromBase64(header), fromBase64(payload))
    // Of whichever unit that had it: whoever reads it follows the whole thread.
    const opened = await openMessage(file, epochs.get(`${unit.id}/${epoch}`) ?? '', expected, seenIds)
    if ('message' in opened) found.push({ id, direction, ...opened })
  }
  return found
}
