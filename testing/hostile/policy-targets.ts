// Requests in order about the policy: a draft is there when one is approved or dropped, and none when one is proposed.
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { dropPolicy, proposePolicy, readDraft } from '@citycop/client/policy/propose-policy.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical, type Json } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { sha256 } from '../../server/platform/hash.ts'
import type { Town } from '../town.ts'
import { type Staff, townPolicy } from '../town-policy.ts'
import type { Make } from './targets.ts'

const desk = async (town: Town, name: keyof Staff) => signIn(await town.device(), town.staff[name])
const next = (town: Town) => townPolicy(town.pins.instance, town.app.context.clock.today(), 2)

async function draftIn(town: Town) {
  const giulia = await desk(town, 'giulia')
  return (await readDraft(giulia)) ?? (await proposePolicy(giulia, next(town)))
}

async function stated(town: Town, name: keyof Staff, what: string, named: { number: number; sha256: string }) {
  const seed = fromBase64(town.staff[name].signSeed)
  const { token } = await desk(town, name)
  const content = { v: 1, instance: town.pins.instance, what, number: named.number, sha256: named.sha256 }
  const sign = (some: unknown): Envelope => signEnvelope('policy', bytes(JSON.stringify(some) ?? ''), seed)
  return { token, statement: sign(content), again: (change: (value: unknown) => unknown) => sign(change(content)) }
}

const about =
  (name: keyof Staff, what: string): Make =>
  async (town) => {
    const { token, statement, again } = await stated(town, name, what, await draftIn(town))
    return { body: { statement }, token, inside: (change) => ({ statement: again(change) }) }
  }

export const policyTargets: Readonly<Record<string, Make>> = {
  'audit:read-notices': async (town) => ({
    body: { seen: 0 },
    token: (await signIn(await town.device(), town.watchdog)).token,
  }),
  'policy:read-draft': async (town) => ({ body: {}, token: (await desk(town, 'elena')).token }),
  'policy:propose': async (town) => {
    const giulia = await desk(town, 'giulia')
    const before = await readDraft(giulia)
    if (before) await dropPolicy(giulia, before)
    const text = canonical(next(town) as unknown as Json)
    const named = { number: 2, sha256: Buffer.from(sha256(Buffer.from(text))).toString('hex') }
    const { token, statement, again } = await stated(town, 'giulia', 'propose', named)
    return { body: { statement, text }, token, inside: (change) => ({ statement: again(change), text }) }
  },
  'policy:approve': about('elena', 'approve'),
  'policy:drop': about('giulia', 'drop'),
}
