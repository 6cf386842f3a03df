// What a city says of itself in its log when it starts: that the log begins, whose cosignatures it asks for, and that a database
// was put back.
import type { Context } from '../context.ts'
import { sha256 } from '../platform/hash.ts'
import { appendPublic } from './append-public.ts'

type Announcing = Pick<Context, 'city' | 'clock' | 'database' | 'log'>

/** The first entry of all. @throws whatever the log says */
export async function announceLog(ctx: Announcing): Promise<void> {
  if (ctx.log.signed().size === 0) await appendPublic(ctx, 'open', { v: 1, previous: null })
}

/** `lost`: the first entry that the journal put back. */
export async function announceCity(ctx: Announcing, lost: number | undefined): Promise<void> {
  const { city, clock } = ctx
  await appendPublic(ctx, 'keys', {
    v: 1,
    what: 'witness-set',
    text: city.witnessPolicyText,
    sha256: hashOf(city.witnessPolicyText),
  })
  if (lost !== undefined)
    await appendPublic(ctx, 'notice', { v: 1, what: 'restored', state: 'end', at: clock.minute(), first: lost })
}

const hashOf = (text: string): string => sha256(Buffer.from(text)).toString('hex')
