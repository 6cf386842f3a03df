import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import { currentStatement } from '@citycop/protocol/keys/certificates.ts'
import type { renewCurrent as route } from '@citycop/protocol/keys/contract.ts'
import type { Context } from '../context.ts'
import { opened } from '../platform/signing.ts'
import { writeCurrent } from './store.ts'

/** A member's statement that the unit's epoch is in use; an older one never replaces a newer. */
export async function renewCurrent(
  { city, keys, database, clock }: Context,
  { statement }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  const said = parsePayload(currentStatement, Buffer.from(statement.payload, 'base64'))
  const signer = said && keys.member(said.unit, said.epoch, statement.signatures[0]?.keyid ?? '')
  if (!said || !signer || said.instance !== city.pins.instance || !opened('current', statement, signer))
    throw new Problem('bad-signature')
  const ahead = Date.parse(said.at) - clock.now().getTime()
  if (ahead > 10 * 60_000) throw new Problem('bad-signature', 'the statement is from the future') // it could never be renewed again
  if (!keys.epoch(said.unit, said.epoch, clock.today())) throw new Problem('epoch-expired')
  await writeCurrent(database.query, city.pins.instance, said, statement)
  return { at: said.at }
}
