// The directory is put together once for each change and then served as it is.
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { readDirectory as route } from '@citycop/protocol/keys/contract.ts'
import type { Context } from '../context.ts'
import { indexOfAct } from '../log/store.ts'
import { envelopeBy } from '../platform/signing.ts'
import { readCurrents } from './store.ts'

type Made = Omit<Reply<typeof route>, 'currents'>

export function makeDirectory(): (ctx: Context) => Promise<Reply<typeof route>> {
  let made: { number: number; shown: number; version: number; reply: Promise<Made> } | undefined
  return async (ctx) => {
    const number = ctx.keys.stored.length
    const { version } = ctx.policy
    const shown = ctx.keys.shown()
    if (made?.number !== number || made.shown !== shown.length || made.version !== version) {
      made = { number, shown: shown.length, version, reply: make(ctx, number, shown) }
      made.reply.catch(() => {
        made = undefined // the next reader tries again
      })
    }
    return { ...(await made.reply), currents: await readCurrents(ctx.database.query, ctx.city.pins.instance) }
  }
}

type Stored = Context['keys']['stored']

/** `number` counts every certificate there was: it never falls, also where some are not shown any more. */
async function make(
  { city, policy, log, publisher, database }: Context,
  number: number,
  stored: Stored,
): Promise<Made> {
  const { instance } = city.pins
  const content = { v: 1, instance, number, policy, certificates: stored.map((one) => one.envelope) }
  const indices = []
  for (const one of stored) {
    const index = await indexOfAct(database.query, instance, one.act)
    if (index === undefined) throw new Error(`certificate ${one.number} has no place in the log`)
    indices.push(index)
  }
  const published = publisher.tree()
  const signed = published && indices.every((index) => index < published.size) ? published : log.signed()
  const proofs = []
  for (const index of indices) {
    const hashes = await log.path(index, signed)
    proofs.push({ index, hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')) })
  }
  return {
    directory: envelopeBy(city.accept, 'directory', bytes(canonical(content))),
    proofs,
    checkpoint: signed.checkpoint,
  }
}
