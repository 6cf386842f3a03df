import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { recoveryRequest } from '@citycop/protocol/recovery/asked.ts'
import type { listRecoveries as route } from '@citycop/protocol/recovery/contract.ts'
import type { Context } from '../context.ts'
import { minuteOf } from './minute-of.ts'
import { stateOf } from './state-of.ts'
import { readRequests } from './store.ts'

/** For whoever asks: a recovery is nobody's secret. */
export async function listRecoveries({ database, city, clock }: Context): Promise<Reply<typeof route>> {
  const found = await readRequests(database.query, city.pins.instance)
  const requests = found.flatMap((one) => {
    const said = parsePayload(recoveryRequest, Buffer.from(one.envelope.payload, 'base64'))
    if (!said || one.index === null) return []
    const { unit, hash: sha256, envelope: request, index } = one
    return [
      {
        unit,
        epochs: said.epochs,
        until: minuteOf(one.until),
        state: stateOf(one, clock.now()),
        sha256,
        request,
        index,
      },
    ]
  })
  return { requests }
}
