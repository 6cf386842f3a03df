// Throws bodies at every route: half of them changed from one that is in order, half of them nothing. Whatever comes back is a
// refusal of the contract, soon, and the city holds what it held before.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from '@citycop/protocol/contract/route.ts'
import { routes } from '@citycop/protocol/routes.ts'
import type pg from 'pg'
import type { Town } from '../town.ts'
import { type Chance, chance } from './chance.ts'
import { changeBytes, changeSomething, garbage } from './mutate.ts'
import { type Answer, codeOf, isNamed } from './request.ts'
import { rowCounter } from './row-counts.ts'
import { sendAlive } from './send-alive.ts'
import type { Stage } from './stage.ts'
import { type Target, targets } from './targets.ts'

type Throw = { readonly content: unknown; readonly signed: boolean }
type Bench = { readonly town: Town; readonly stage: Stage; readonly owner: pg.Client }
const atOnce = 8

const unnamed = new Set<string>()

/** One test for each route, and one for what they answered. */
export function fuzzRoutes(
  count: number,
  seed: number,
  bench: () => Bench,
  chosen: (n: number) => boolean = () => true,
): void {
  for (const route of routes.filter((_, n) => chosen(n)))
    test(`${count} bodies at ${route.action} are refused and change nothing`, async (t) => {
      t.diagnostic(`CITYCOP_SEED=${seed}`)
      await fuzz(route, count, chance(seed + route.path.length * 1000 + routes.indexOf(route)), bench())
    })
  test('every refusal was one that the contract names for its act', () => assert.deepEqual([...unnamed].sort(), []))
}

async function fuzz(route: Route, bodies: number, random: Chance, { town, stage, owner }: Bench): Promise<void> {
  const make = targets[route.action]
  assert.ok(make, `no request in order is known for ${route.action}`)
  const target = await make(town, stage)
  const first = await throwAt(town, route, target, { content: target.body, signed: false })
  assert.equal(first.status, 200, `the request in order is accepted: ${first.text.slice(0, 300)}`)
  const count = rowCounter(owner)
  let before = await count()
  for (let thrown = 0; thrown < bodies; thrown += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, bodies - thrown) }, () => nextThrow(route, target, random))
    const answers = await Promise.all(batch.map((one) => throwAt(town, route, target, one)))
    for (const [i, answer] of answers.entries()) await judge(town, route, target, batch[i] as Throw, answer)
    const accepted = answers.some((answer, i) => answer.status === 200 && batch[i]?.signed)
    const now = await count()
    // What its owner signed anew may be in order again, and then it counts.
    if (!accepted && now !== before)
      assert.deepEqual(now, before, `after ${batch.map(({ content }) => show(content)).join('\n')}`)
    before = now
  }
}

function nextThrow(route: Route, target: Target, random: Chance): Throw {
  const { body, inside } = target
  const kind = random.below(8)
  if (kind < 4 || body === undefined) return { content: garbage(random), signed: false }
  if (body instanceof Uint8Array) return { content: changeBytes(Buffer.from(body), random), signed: false }
  if (kind === 4) return { content: changeBytes(Buffer.from(JSON.stringify(body)), random), signed: false }
  if (kind < 7 && inside) return { content: inside((value) => changeSomething(value, random)), signed: true }
  return { content: JSON.stringify(changeSomething(body, random)) ?? route.path, signed: false }
}

async function throwAt(town: Town, route: Route, { token }: Target, { content }: Throw): Promise<Answer> {
  const signIn = token === undefined ? {} : { token }
  if (route.method === 'GET') {
    const query = content === undefined ? '' : `?${encodeURIComponent(String(content).slice(0, 500).toWellFormed())}`
    return sendAlive(`${town.origin}${route.path}${query}`, { method: 'GET' })
  }
  const type = route.bytes === 'request' ? 'application/octet-stream' : 'application/json'
  const body = content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content)
  return sendAlive(`${town.origin}${route.path}`, { method: 'POST', type, body, ...signIn })
}

async function judge(town: Town, route: Route, target: Target, thrown: Throw, answer: Answer): Promise<void> {
  const what = () => `${route.action} answered ${answer.status} ${answer.text.slice(0, 200)} to ${show(thrown.content)}`
  assert.ok(answer.status < 500, what())
  if (answer.status !== 200) {
    const code = codeOf(answer)
    assert.ok(code, what())
    if (!isNamed(route, code)) unnamed.add(`${route.action}: ${code}`)
  }
  if (answer.ms < 1000) return
  const again = await throwAt(town, route, target, thrown) // the machine may have been busy
  assert.ok(again.ms < 1000, `${Math.round(again.ms)} ms: ${what()}`)
}

const show = (content: unknown): string =>
  (content instanceof Uint8Array ? Buffer.from(content).toString('latin1') : (JSON.stringify(content) ?? '')).slice(
    0,
    1500,
  )
