// What colleagues call themselves. A card counts when the officer whose name it says signed it for this very unit: nobody writes one
// for somebody else, and the server, which holds them sealed, can leave one out or show an older one, and no more.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Bytes, bytes, concat, text } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import {
  type Envelope,
  envelope,
  keyIdOf,
  parsePayload,
  signEnvelope,
  verifyEnvelope,
} from '@citycop/protocol/contract/dsse.ts'
import {
  cardSize,
  type NameCard,
  nameCard,
  readCards as readRoute,
  type SealedCard,
  writeCards,
} from '@citycop/protocol/keys/card-contract.ts'
import { safeParse } from 'valibot'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { openWith, sealTo } from '../sealing/age-file.ts'
import type { Unit } from './directory.ts'
import { publicKeyOf } from './make-certificate.ts'

/** By unit and the officer's key id. */
export type Names = ReadonlyMap<string, string>
export const nameKey = (unit: string, officer: string): string => `${unit}/${officer}`

type Read = { readonly sealed: SealedCard; readonly envelope: Envelope; readonly card: NameCard }

/** @throws Problem, Unreachable */
export async function readNames(desk: Desk): Promise<Names> {
  const found = await readAll(desk)
  return new Map(
    found
      .filter(({ card }) => card.name !== '')
      .map(({ sealed, card }) => [nameKey(sealed.unit, sealed.officer), card.name]),
  )
}

/** The officer's own, in every unit of theirs. @throws Problem, Unreachable */
export async function writeName(desk: Desk, name: string, today: string): Promise<void> {
  const officerPk = publicKeyOf(desk.signSeed)
  const cards: SealedCard[] = []
  for (const unit of ownUnits(desk)) {
    const said = {
      v: 1,
      instance: desk.instance.pins.instance,
      unit: unit.id,
      officerPk,
      name: name.trim(),
      day: today,
    }
    cards.push(await seal(unit, desk.officer.keyId, signEnvelope('card', bytes(canonical(said)), desk.signSeed)))
  }
  if (cards.length > 0) await call(desk.instance.server, writeCards, { cards }, desk.token)
}

/** After a unit's key changed: every card that this desk can read, under the key in use, as its officer signed it. */
export async function carryCards(desk: Desk): Promise<number> {
  const units = new Map(ownUnits(desk).map((one) => [one.id, one]))
  const cards: SealedCard[] = []
  for (const { sealed, envelope } of await readAll(desk)) {
    const unit = units.get(sealed.unit)
    if (unit && sealed.epoch < unit.epoch && unit.members.some((one) => one.officer === sealed.officer))
      cards.push(await seal(unit, sealed.officer, envelope))
  }
  if (cards.length === 0) return 0
  return (await call(desk.instance.server, writeCards, { cards }, desk.token)).stored
}

const ownUnits = ({ instance, officer }: Desk): Unit[] =>
  instance.directory.units.filter(({ members }) => members.some((one) => one.officer === officer.keyId))

async function seal({ id, epoch, recipient }: Unit, officer: string, signed: Envelope): Promise<SealedCard> {
  const plain = bytes(JSON.stringify(signed))
  if (plain.length > cardSize) throw new Error('a name card is longer than its schema allows')
  const padded = new Uint8Array(cardSize).fill(0x20)
  padded.set(plain)
  const { header, payload } = await sealTo([recipient], padded)
  return { unit: id, officer, epoch, header: toBase64(header), payload: toBase64(payload) }
}

async function readAll(desk: Desk): Promise<Read[]> {
  const { cards } = await call(desk.instance.server, readRoute, {}, desk.token)
  const read = await Promise.all(cards.map((sealed) => open(desk, sealed)))
  return read.filter((one) => one !== undefined)
}

async function open({ instance, epochs }: Desk, sealed: SealedCard): Promise<Read | undefined> {
  const identity = epochs.get(`${sealed.unit}/${sealed.epoch}`)
  const plain = identity && (await openWith(identity, concat(fromBase64(sealed.header), fromBase64(sealed.payload))))
  const signed = plain && readEnvelope(plain)
  const card = signed && parsePayload(nameCard, fromBase64(signed.payload))
  if (!signed || !card || card.instance !== instance.pins.instance || card.unit !== sealed.unit) return undefined
  // In the place of the officer whose key signed it, and nowhere else.
  const key = fromBase64(card.officerPk)
  if (keyIdOf(key) !== sealed.officer || !verifyEnvelope('card', signed, key)) return undefined
  return { sealed, envelope: signed, card }
}

function readEnvelope(plain: Bytes): Envelope | undefined {
  try {
    const parsed = safeParse(envelope, JSON.parse(text(plain)))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
