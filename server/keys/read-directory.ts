// The directory is put together once for each change, and for each log that the public is shown, and then served as it is.
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { readDirectory as route } from '@citycop/protocol/keys/contract.ts'
import { readRoll } from '@citycop/protocol/log/roll.ts'
import type { Context } from '../context.ts'
import type { Signed } from '../log/sequencer.ts'
import { entriesFrom } from '../log/store.ts'
import { envelopeBy } from '../platform/signing.ts'
import { listedAt } from './listed.ts'
import { readCurrents } from './store.ts'

type Made = Omit<Reply<typeof route>, 'currents'>
type Of = { readonly number: number; readonly version: number; readonly tree: Signed | undefined }

export function makeDirectory(): (ctx: Context) => Promise<Reply<typeof route>> {
  let made: { of: Of; reply: Promise<Made> } | undefined
  return async (ctx) => {
    const of = { number: ctx.keys.stored.length, version: ctx.policy.version, tree: ctx.publisher.tree() }
    if (made?.of.number !== of.number || made.of.version !== of.version || made.of.tree !== of.tree) {
      made = { of, reply: make(ctx, of) }
      made.reply.catch(() => {
        made = undefined // the next reader tries again
      })
    }
    return { ...(await made.reply), currents: await readCurrents(ctx.database.query, ctx.city.pins.instance) }
  }
}

/** `number` counts every certificate there was: it never falls, also where some are not shown any more. */
async function make(ctx: Context, { number, tree }: Of): Promise<Made> {
  const { city, policy, log } = ctx
  const roll = tree && (await rollOf(ctx, tree))
  // What was destroyed since the roll is shown until the next, or a device would miss what it counts.
  const listed = await listedAt(ctx, roll?.until ?? Number.MAX_SAFE_INTEGER)
  const certificates = listed.map(({ one }) => one.envelope)
  const content = { v: 1, instance: city.pins.instance, number, policy, certificates }
  const signed = tree && listed.every(({ index = tree.size }) => index < tree.size) ? tree : log.signed()
  const proofs = []
  for (const { one, index } of listed) {
    if (index === undefined) throw new Error(`certificate ${one.number} has no place in the log`)
    proofs.push({ index, hashes: spell(await log.path(index, signed)) })
  }
  return {
    directory: envelopeBy(city.accept, 'directory', bytes(canonical(content))),
    proofs,
    checkpoint: signed.checkpoint,
    ...(roll ? { roll: roll.shown } : {}),
  }
}

const spell = (hashes: readonly Uint8Array[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('base64'))

/** The published log's last entry; undefined when that is none, as in a log of before there were rolls. */
async function rollOf({ city, database, log }: Context, tree: Signed) {
  const index = tree.size - 1
  const [entry] = await entriesFrom(database.query, city.pins.instance, index, tree.size)
  const said = entry && readRoll(entry, index)
  if (!said) return undefined
  const shown = {
    entry: entry.toString('base64'),
    hashes: spell(await log.path(index, tree)),
    note: tree.checkpoint,
  }
  return { until: said.until, shown }
}
