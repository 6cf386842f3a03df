// An epoch that has ended and under which nothing lies any more is destroyed: whoever might open a copy of something long erased has no
// key for it left here. Run with the sweep. The directory then does without its certificates, or it would grow for ever.
import { randomUUID } from 'node:crypto'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { epochInUse, epochsOf, takesIn, unitsOf } from '@citycop/protocol/keys/epochs.ts'
import { publicEntry } from '@citycop/protocol/log/public-entry.ts'
import type { Context } from '../context.ts'
import { insertAct } from '../log/store.ts'
import { insertDestroyed, isUnderEpoch } from './store.ts'

type Destroying = Pick<Context, 'city' | 'keys' | 'clock' | 'database' | 'log'>

/** Answers how many. */
export async function destroyEpochs(ctx: Destroying): Promise<number> {
  const { keys, database, city, log } = ctx
  const { instance } = city.pins
  let count = 0
  for (const one of over(ctx)) {
    if (await isUnderEpoch(database.query, instance, one)) continue
    const act = randomUUID()
    const certificates = keys.certificatesOf(one).map(({ hash }) => hash)
    const said = { v: 1, what: 'epoch-destroyed', certNo: one.certNo, certificates } as const
    await database.transaction(async ({ query }) => {
      await insertAct(query, instance, act, publicEntry('keys', said))
      await insertDestroyed(query, instance, one, act)
    })
    await log.number(act)
    keys.destroy(one, act)
    count++
  }
  return count
}

/** Too old even for what is late. A unit that receives no reports keeps what is kept elsewhere: who reported. */
function over({ keys, clock }: Destroying): EpochCertificate[] {
  const today = clock.today()
  return unitsOf(keys.trusted).flatMap((unit) => {
    const inUse = epochInUse(keys.trusted, unit, today)
    if (!inUse || inUse.serves.length === 0) return []
    return epochsOf(keys.trusted, unit).filter(
      (one) => one.epoch < inUse.epoch && !takesIn(one, today) && !keys.isDestroyed(one),
    )
  })
}
