// The first entry of a city's log is its root certificate.
import { randomUUID } from 'node:crypto'
import { envelopeHash } from '@citycop/protocol/keys/chain.ts'
import { keyEntry } from '@citycop/protocol/log/public-entry.ts'
import type { Context } from '../context.ts'
import { insertAct } from '../log/store.ts'
import { insertCertificate } from './store.ts'

export async function publishRoot({
  city,
  database,
  log,
  keys,
}: Pick<Context, 'city' | 'database' | 'log' | 'keys'>): Promise<void> {
  const hash = envelopeHash(city.rootEnvelope)
  if (keys.stored.some((one) => one.hash === hash)) return
  const one = { number: keys.stored.length + 1, hash, envelope: city.rootEnvelope, act: randomUUID() }
  await database.transaction(async ({ query }) => {
    await insertAct(query, city.pins.instance, one.act, keyEntry('root', city.root.certNo, hash))
    await insertCertificate(query, city.pins.instance, one)
  })
  await log.number(one.act)
  keys.add([one])
}
