// Requests in order about the unit's keys. For sealing anew the unit goes on to another key first: what the stage holds then lies under
// an older one, which is still taken in.
import { call } from '@citycop/client/api/call.ts'
import { rotate } from '@citycop/client/keys/change-unit.ts'
import { signWrap } from '@citycop/client/keys/seal-wrap.ts'
import { handing } from '@citycop/client/keys/wrap-missing.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { sealTo } from '@citycop/client/sealing/age-file.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, concat } from '@citycop/protocol/contract/bytes.ts'
import { keyIdOf, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { buckets } from '@citycop/protocol/contract/size-class.ts'
import { cardSize } from '@citycop/protocol/keys/card-contract.ts'
import { beginReseal, resealWhy } from '@citycop/protocol/reports/reseal-contract.ts'
import { sha256 } from '../../server/platform/hash.ts'
import { leadIn, publishIn, harbour as unit } from '../lead.ts'
import type { Town } from '../town.ts'
import type { Stage } from './stage.ts'
import type { Make } from './targets.ts'

/** A report of its own, and the unit's next key. */
async function older(town: Town, { anna }: Stage) {
  const sent = await town.reports()
  await publishIn(town, await rotate(await leadIn(town), { atOnce: true }))
  const row = (await listReports(anna)).reports.find((one) => one.reference === sent.receipt.reference)
  if (!row) throw new Error('the report is not listed')
  const { directory } = await town.device()
  const inUse = directory.units.find((one) => one.id === unit)
  if (!inUse) throw new Error('the unit has no key')
  return { ref: row.ref, id: sent.receipt.id, inUse }
}

const begun = ({ anna }: Stage, ref: string, id: string) =>
  signRequest(anna, { action: 'report:begin-reseal', ref, objects: [id], ...resealWhy })

const changing = ({ anna }: Stage, request: { readonly payload: string }) => {
  const said: unknown = JSON.parse(Buffer.from(request.payload, 'base64').toString())
  return (change: (value: unknown) => unknown) =>
    signEnvelope('act', bytes(JSON.stringify(change(said)) ?? ''), anna.signSeed)
}

export const keyTargets: Readonly<Record<string, Make>> = {
  'officer:read-keys': async (_town, { anna }) => ({ body: {}, token: anna.token }),
  'officer:wrap-keys': async (_town, { anna }) => {
    const { trusted } = anna.instance.directory
    const own = trusted.officers.find((one) => keyIdOf(fromBase64(one.officerPk)) === anna.officer.keyId)
    const bare = { unit, epoch: 1, officer: anna.officer.keyId, file: toBase64(new Uint8Array(400)) }
    return { body: { wraps: [signWrap(handing(anna), bare, own?.recipient ?? '')] }, token: anna.token }
  },
  'officer:read-cards': async (_town, { anna }) => ({ body: {}, token: anna.token }),
  'officer:write-cards': async (_town, { anna }) => {
    const inUse = anna.instance.directory.units.find((one) => one.id === unit)
    const { header, payload } = await sealTo([inUse?.recipient ?? ''], new Uint8Array(cardSize))
    const card = { unit, officer: anna.officer.keyId, epoch: inUse?.epoch ?? 0 }
    return {
      body: { cards: [{ ...card, header: toBase64(header), payload: toBase64(payload) }] },
      token: anna.token,
    }
  },
  'report:list-sealed': async (_town, { anna }) => ({
    body: { unit, epochs: [0, 1], after: '00'.repeat(16) },
    token: anna.token,
  }),
  'report:begin-reseal': async (town, stage) => {
    const { ref, id } = await older(town, stage)
    const request = begun(stage, ref, id)
    const again = changing(stage, request)
    return {
      body: { request, seen: 0 },
      token: stage.anna.token,
      inside: (change) => ({ request: again(change), seen: 0 }),
    }
  },
  'report:reseal': async (town, stage) => {
    const { ref, id, inUse } = await older(town, stage)
    const { server } = stage.anna.instance
    await call(server, beginReseal, { request: begun(stage, ref, id), seen: 0 }, stage.anna.token)
    const file = await sealTo([inUse.recipient], new Uint8Array(buckets[0]))
    const object = sha256(concat(file.header, file.payload)).toString('hex')
    const request = signRequest(stage.anna, { action: 'report:reseal', ref, objects: [object] })
    const [header, payload] = [toBase64(file.header), toBase64(file.payload)]
    const messages = [{ id, epoch: inUse.epoch, header, payload }]
    const again = changing(stage, request)
    return {
      body: { request, messages },
      token: stage.anna.token,
      inside: (change) => ({ request: again(change), messages }),
    }
  },
}
