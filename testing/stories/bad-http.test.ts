// Whatever arrives at a door that no client of ours would send gets a problem of the contract, and changes nothing.
import assert from 'node:assert/strict'
import { createConnection } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { SealedReport } from '@citycop/client/reports/submit-report.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import { routes } from '@citycop/protocol/routes.ts'
import type pg from 'pg'
import { type Answer, assertRefused, codeOf, send } from '../hostile/request.ts'
import { type Counts, ownerOf, rowCounts } from '../hostile/row-counts.ts'
import { sealed } from '../hostile/sealed.ts'
import { createTown, type Town } from '../town.ts'

let town: Town
let device: Instance
let owner: pg.Client
let good: SealedReport
let counts: Counts

before(async () => {
  town = await createTown()
  device = await town.device()
  owner = await ownerOf(town)
  good = await sealed(device)
  counts = await rowCounts(owner)
})
after(async () => {
  await owner.end()
  await town.close()
})

const refuses = async (code: ProblemCode, answer: Answer, sent?: unknown): Promise<void> => {
  assertRefused(answer, code, sent)
  assert.deepEqual(await rowCounts(owner), counts)
}
const post = (content: unknown, type?: string) =>
  send(town.origin, '/submit', content, type === undefined ? {} : { type })
const spelt = () => JSON.stringify(good.request)

describe('a body is refused', () => {
  test('that is not JSON', async () => refuses('bad-request', await post('lamp at the corner'), ['lamp at the corner']))
  test('that is cut in the middle', async () => refuses('bad-request', await post(spelt().slice(0, 5000))))
  test('that is empty', async () => refuses('bad-request', await post('')))
  test('that is a bare null', async () => refuses('bad-request', await post('null')))
  test('that is a list', async () => refuses('bad-request', await post(`[${spelt()}]`)))
  test('that goes on after its end', async () => refuses('bad-request', await post(`${spelt()}{}`)))
  test('that is not UTF-8', async () =>
    refuses('bad-request', await post(Buffer.from(`{"v":1,"instance":"\xff"}`, 'latin1'))))
  test('that says it is something else than JSON', async () => refuses('not-json', await post(spelt(), 'text/plain')))
  test('that a form could send from another site', async () =>
    refuses('not-json', await post(spelt(), 'application/x-www-form-urlencoded')))
  test('that says it is bytes where JSON is asked for', async () =>
    refuses('not-json', await post(spelt(), 'application/octet-stream')))
  test('that nests a hundred thousand lists', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    await refuses('bad-request', await post(deep))
    await refuses('bad-request', await post(spelt().replace('"blobs":[]', `"blobs":${deep}`)))
  })
  test('that holds keys for poisoning prototypes', async () => {
    const poisons = [
      '"__proto__":{"polluted":1}',
      '"constructor":{"prototype":{"polluted":1}}',
      '"\\u005f_proto__":{"polluted":1}',
    ]
    for (const poison of poisons) {
      await refuses('bad-request', await post(spelt().replace('{', `{${poison},`)))
      await refuses('bad-request', await post(spelt().replace('"blobs":[]', `"blobs":[{${poison}}]`)))
    }
    assert.equal(({} as Record<string, unknown>).polluted, undefined)
  })
  test('that says one thing twice, when what counts is not what was signed', async () =>
    refuses('bad-signature', await post(spelt().replace(/\}$/, ',"group":"crime"}'))))
  test('that is larger than the act allows', async () =>
    refuses('too-large', await post(JSON.stringify({ ...good.request, payload: 'A'.repeat(1_100_000) }))))
  test('whose field has a name that a person may have written', async () =>
    refuses('bad-request', await post({ ...good.request, 'my neighbour Rossi hits': 1 }), ['my neighbour Rossi hits']))
})

test('a request that only claims to be large is refused before its body is read', async () => {
  const reply = await raw(
    'POST /submit HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999999999\r\n\r\n',
  )
  assert.match(reply, /^HTTP\/1\.1 413 /)
  assert.match(reply, /application\/problem\+json/)
})

describe('another method is refused', () => {
  for (const route of routes.filter((one) => one.method === 'POST'))
    test(`GET ${route.path}`, async () => {
      const answer = await send(town.origin, route.path, undefined, { method: 'GET' })
      await refuses('method-not-allowed', answer)
    })
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    test(`${method} /submit`, async () =>
      refuses('method-not-allowed', await send(town.origin, '/submit', undefined, { method })))
  test('POST /directory', async () => refuses('method-not-allowed', await send(town.origin, '/directory', {})))
})

describe('an address that does not exist', () => {
  const paths = [
    '/nothing',
    '/submit/',
    '/SUBMIT',
    '/..%2f..%2fetc%2fpasswd',
    '/%E0%A4%A',
    '/%00',
    `/${'a'.repeat(9000)}`,
  ]
  for (const path of paths)
    test(`is not found: ${path.slice(0, 40)}`, async () => {
      const answer = await send(town.origin, path, {})
      assert.ok(
        ['not-found', 'bad-request'].includes(codeOf(answer) ?? answer.text.slice(0, 200)),
        answer.text.slice(0, 200),
      )
      assert.ok(!answer.text.includes('aaaaaaaa') && !answer.text.includes('passwd') && !answer.text.includes('%E0'))
    })
})

test('what is not even HTTP is told so as a problem, and repeats nothing', async () => {
  for (const lines of [
    'GARBAGE-OF-A-STRANGER\r\n\r\n',
    'POST /submit HTTP/1.1\r\nhost: x\r\nbad header here\r\n\r\n',
  ]) {
    const reply = await raw(lines)
    assert.match(reply, /^HTTP\/1\.1 400 /)
    assert.match(reply, /application\/problem\+json/)
    assert.doesNotMatch(reply, /STRANGER|bad header here/)
  }
})

test('every answer tells browsers to keep nothing, guess nothing and pass nothing on', async () => {
  for (const path of ['/submit', '/nothing']) {
    const { headers } = await fetch(new URL(path, town.origin), { method: 'POST' })
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
    assert.equal(headers.get('set-cookie'), null)
    assert.equal(headers.get('server'), null)
    assert.equal(headers.get('access-control-allow-origin'), null)
  }
})

/** What comes back on a bare socket. */
function raw(lines: string): Promise<string> {
  const { hostname, port } = new URL(town.origin)
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(port), hostname, () => socket.write(lines))
    let reply = ''
    socket.setEncoding('utf8').on('data', (some) => {
      reply += some
      if (reply.includes('\r\n\r\n{')) socket.destroy()
    })
    socket.on('close', () => resolve(reply))
    socket.on('error', reject)
  })
}
