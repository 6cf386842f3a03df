// Sealed name cards. The server sees which officer has one, and when it changes; what stands on it only the unit's devices read.
import { readAgeHeader } from '@citycop/protocol/contract/age-header.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { sealedSize } from '@citycop/protocol/contract/size-class.ts'
import type {
  readCards as readRoute,
  SealedCard,
  writeCards as writeRoute,
} from '@citycop/protocol/keys/card-contract.ts'
import { cardSize } from '@citycop/protocol/keys/card-contract.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { epochInUse, isMember } from '@citycop/protocol/keys/epochs.ts'
import type { Context } from '../context.ts'
import type { Query } from '../platform/database.ts'
import type { Officer } from '../policy/authorise.ts'

type Row = { unit: string; officer: string; epoch: number; header: Buffer; payload: Buffer }

export async function readCards({ database, city }: Context, { units }: Officer): Promise<Reply<typeof readRoute>> {
  const rows = await database.query<Row>(
    'select unit, officer, epoch, header, payload from name_card where city = $1 and unit = any ($2) order by unit, officer',
    [city.pins.instance, units],
  )
  const base64 = (some: Buffer) => some.toString('base64')
  return { cards: rows.map((row) => ({ ...row, header: base64(row.header), payload: base64(row.payload) })) }
}

/** @throws Problem: forbidden, wrong-suite, wrong-size */
export async function writeCards(
  ctx: Context,
  officer: Officer,
  { cards }: Body<typeof writeRoute>,
): Promise<Reply<typeof writeRoute>> {
  for (const card of cards) check(ctx, officer, card)
  return ctx.database.transaction(async ({ query }) => {
    let stored = 0
    for (const card of cards) stored += await write(query, ctx.city.pins.instance, card, card.officer === officer.keyId)
    return { stored }
  })
}

function check({ city, keys, clock }: Context, { units, keyId }: Officer, card: SealedCard): void {
  const inUse = units.includes(card.unit) ? epochInUse(keys.trusted, card.unit, clock.today()) : undefined
  if (!inUse || card.epoch !== inUse.epoch || !isMember(inUse, keyId) || !isMember(inUse, card.officer))
    throw new Problem('forbidden', 'a card is from and for a member of the unit, under its key in use')
  if (readAgeHeader(Buffer.from(card.header, 'base64'), city.pins.suite)?.stanzas !== 1)
    throw new Problem('wrong-suite')
  if (Buffer.from(card.payload, 'base64').length !== sealedSize(cardSize)) throw new Problem('wrong-size')
}

/** Somebody else's is only carried over to a new epoch: it is not theirs to write. */
async function write(query: Query, city: string, card: SealedCard, own: boolean): Promise<number> {
  const { unit, officer, epoch } = card
  const values = [city, unit, officer, epoch, Buffer.from(card.header, 'base64'), Buffer.from(card.payload, 'base64')]
  const rows = await query(
    own
      ? `insert into name_card (city, unit, officer, epoch, header, payload) values ($1, $2, $3, $4, $5, $6)
         on conflict (city, unit, officer) do update set epoch = excluded.epoch, header = excluded.header, payload = excluded.payload
         returning officer`
      : `update name_card set epoch = $4, header = $5, payload = $6
         where city = $1 and unit = $2 and officer = $3 and epoch < $4 returning officer`,
    values,
  )
  return rows.length
}

/** Whoever is in the unit no more has no card there. */
export async function removeCards(query: Query, city: string, trusted: Pick<Trusted, 'epochs'>, today: string) {
  const rows = await query<Pick<Row, 'unit' | 'officer'>>('select unit, officer from name_card where city = $1', [city])
  for (const { unit, officer } of rows) {
    const inUse = epochInUse(trusted, unit, today)
    if (inUse && !isMember(inUse, officer))
      await query('delete from name_card where city = $1 and unit = $2 and officer = $3', [city, unit, officer])
  }
}
