// Requests in order about sealed identities: each finds the one before it done.
import {
  approveIdentity,
  listIdentities,
  requestIdentity,
  revealIdentity,
} from '@citycop/client/identity/open-identity.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { IdentityRequest } from '@citycop/protocol/identity/contract.ts'
import { identitySizes } from '@citycop/protocol/identity/identity.ts'
import type { Town } from '../town.ts'
import type { Make } from './targets.ts'

const identity = { name: 'Somebody', contact: 'somewhere' }
const emergency = { purpose: 'led_prevent', reason: 'danger-to-others' } as const

/** What an officer signs, and the same with something changed in it. */
function signing(desk: Desk, asked: Parameters<typeof signRequest>[1]) {
  const request = signRequest(desk, asked)
  const said: unknown = JSON.parse(Buffer.from(request.payload, 'base64').toString())
  const again = (change: (value: unknown) => unknown) =>
    signEnvelope('act', bytes(JSON.stringify(change(said)) ?? ''), desk.signSeed)
  return { request, again }
}

async function asked(town: Town): Promise<{ bruno: Desk; one: IdentityRequest }> {
  const sent = await town.reports({ category: 'theft', identity })
  const bruno = await town.desk('bruno')
  const { id } = await requestIdentity(bruno, sent.receipt.reference, emergency, town.app.context.clock.today())
  return { bruno, one: await listed(bruno, id) }
}

async function listed(desk: Desk, id: string): Promise<IdentityRequest> {
  const one = (await listIdentities(desk)).requests.find((each) => each.id === id)
  if (!one) throw new Error('the request is not listed')
  return one
}

async function approved(town: Town) {
  const { bruno, one } = await asked(town)
  const anna = await town.desk('anna')
  await approveIdentity(anna, await listed(anna, one.id))
  return { bruno, one }
}

export const identityTargets: Readonly<Record<string, Make>> = {
  'identity:list': async (town) => ({ body: {}, token: (await town.desk('bruno')).token }),
  'identity:request': async (town) => {
    const { bruno, one } = await asked(town)
    const { ref, object, until } = one
    const words = { purpose: emergency.purpose, reason: emergency.reason, emergency: true as const }
    const act = { action: 'identity:request' as const, ref, objects: [object], ...words, decision: { until } }
    const { request, again } = signing(bruno, act)
    return { body: { request }, token: bruno.token, inside: (change) => ({ request: again(change) }) }
  },
  'identity:approve': async (town) => {
    const { one } = await asked(town)
    const anna = await town.desk('anna')
    const { request, again } = signing(anna, { action: 'identity:approve', ref: one.ref, objects: [one.object] })
    const more = { id: one.id, inner: toBase64(new Uint8Array(identitySizes[town.pins.suite].inner)) }
    return { body: { request, ...more }, token: anna.token, inside: (change) => ({ request: again(change), ...more }) }
  },
  'identity:reveal': async (town) => {
    const { bruno, one } = await approved(town)
    const act = { action: 'identity:reveal' as const, ref: one.ref, objects: [one.object], ...emergency }
    const { request, again } = signing(bruno, { ...act, emergency: true })
    const more = { id: one.id, seen: 0 }
    return { body: { request, ...more }, token: bruno.token, inside: (change) => ({ request: again(change), ...more }) }
  },
  'identity:review': async (town) => {
    const { bruno, one } = await approved(town)
    await revealIdentity(bruno, one, emergency)
    const elena = await signIn(await town.device(), town.staff.elena)
    const act = { action: 'identity:review' as const, ref: one.ref, objects: [one.object] }
    const { request, again } = signing(elena, { ...act, decision: { ground: 'justified' } })
    const more = { id: one.id }
    return { body: { request, ...more }, token: elena.token, inside: (change) => ({ request: again(change), ...more }) }
  },
}
