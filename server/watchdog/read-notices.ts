// What a city may not tell the person yet, it may not keep from the watchdog (J19).
import type { Body, Reply } from '@citycop/protocol/contract/route.ts'
import type { DeferralGround } from '@citycop/protocol/policy/parameters.ts'
import { mostNotices, type readNotices as route } from '@citycop/protocol/watchdog/contract.ts'
import type { Context } from '../context.ts'
import { authorise, type Officer } from '../policy/authorise.ts'

type Row = {
  capsule: Buffer
  n: number
  idx: number
  notice: Buffer
  until: string
  ground: DeferralGround
}

export async function readNotices(
  ctx: Context,
  officer: Officer,
  { after = -1, seen }: Body<typeof route>,
): Promise<Reply<typeof route>> {
  authorise(ctx, officer, 'audit:read-notices', {})
  const { database, city, log } = ctx
  const signed = log.signed()
  const rows = await database.query<Row>(
    `select r.audit_capsule as capsule, o.n, a.idx, o.notice, o.deferred_until as until, o.deferred_ground as ground
     from notice o
     join log_act a on a.city = o.city and a.id = o.act
     join report r on r.city = o.city and r.ref = o.report
     where o.city = $1 and o.deferred_until is not null and a.idx > $2 and a.idx < $3
     order by a.idx limit $4`,
    [city.pins.instance, after, signed.size, mostNotices],
    'deferred-notices',
  )
  const notices: Reply<typeof route>['notices'] = []
  for (const { capsule, n, idx, notice, until, ground } of rows) {
    const proof = (await log.path(idx, signed)).map(base64)
    notices.push({ capsule: base64(capsule), n, index: idx, notice: base64(notice), until, ground, proof })
  }
  const last = rows.length === mostNotices ? rows.at(-1)?.idx : undefined
  const consistency = (await log.consistency(seen, signed)).map(base64)
  return { notices, ...(last === undefined ? {} : { next: last }), checkpoint: signed.checkpoint, consistency }
}

const base64 = (some: Uint8Array): string => Buffer.from(some).toString('base64')
