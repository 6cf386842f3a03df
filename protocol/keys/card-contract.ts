// Name cards: what officers of a unit call themselves among one another. Sealed to the unit's epoch; the server knows keys, no names.
import * as v from 'valibot'
import { ageHeader, base64, day, keyId, name, publicKey, whole } from '../contract/fields.ts'
import type { Route } from '../contract/route.ts'
import { sealedSize } from '../contract/size-class.ts'

/** Bytes of every card, padded: the length of a name tells nothing. */
export const cardSize = 1024
export const mostInName = 60

/** What an officer signs in the domain `card`. An empty name takes the card back. */
export const nameCard = v.strictObject({
  v: v.literal(1),
  instance: name,
  unit: name,
  officerPk: publicKey,
  // No control and no direction mark: a name may not change how what stands beside it is read.
  name: v.pipe(v.string(), v.maxLength(mostInName), v.regex(/^\P{C}*$/u)),
  day,
})
export type NameCard = v.InferOutput<typeof nameCard>

const card = v.strictObject({
  unit: name,
  officer: keyId,
  epoch: whole,
  header: ageHeader,
  payload: base64(sealedSize(cardSize)),
})
export type SealedCard = v.InferOutput<typeof card>
export const mostCards = 500

export const readCards = {
  action: 'officer:read-cards',
  summary: 'The sealed name cards of the officer’s units',
  method: 'POST',
  path: '/desk/cards',
  caller: 'officer',
  body: v.strictObject({}),
  limit: 64,
  reply: v.strictObject({ cards: v.array(card) }),
  problems: ['not-signed-in'],
} as const satisfies Route

export const writeCards = {
  action: 'officer:write-cards',
  summary:
    'Write the own name card, or seal a colleague’s anew to the epoch in use; nobody’s is replaced in the same epoch',
  method: 'POST',
  path: '/desk/cards/write',
  caller: 'officer',
  body: v.strictObject({ cards: v.pipe(v.array(card), v.minLength(1), v.maxLength(mostCards)) }),
  limit: 6_000_000,
  reply: v.strictObject({ stored: whole }),
  problems: ['not-signed-in', 'forbidden', 'wrong-suite', 'wrong-size'],
} as const satisfies Route
