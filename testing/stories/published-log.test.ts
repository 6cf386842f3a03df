// What the public sees of a city's log: padded, cosigned, in tiles, and nothing when the city forks or was set back.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get as httpGet, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { call } from '@citycop/client/api/call.ts'
import { connect, type Seen } from '@citycop/client/keys/connect.ts'
import { askMailbox } from '@citycop/client/reports/ask-mailbox.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { newPassphrase } from '@citycop/client/sealing/passphrase.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal, u16 } from '@citycop/protocol/contract/bytes.ts'
import { parseBody } from '@citycop/protocol/log/checkpoint.ts'
import { emptyRange, extend, rootOf } from '@citycop/protocol/log/compact-range.ts'
import { readGrowth } from '@citycop/protocol/log/contract.ts'
import { parseBundle } from '@citycop/protocol/log/entry-bundle.ts'
import { lintEntry, parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import { tilePath } from '@citycop/protocol/log/tile-path.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import { openWitnessed, parsePolicy, type Witnessed } from '@citycop/protocol/log/witness-policy.ts'
import { readMailbox as mailboxRoute } from '@citycop/protocol/reports/contract.ts'
import { createApp } from '../../server/app.ts'
import { copyDatabase, type TestDatabase } from '../database.ts'
import { createTown, memory, type Town } from '../town.ts'

let town: Town
before(async () => {
  town = await createTown({ witnesses: true })
})
after(() => town.close())

const get = (path: string) => fetch(`${town.origin}/log/${path}`)
async function published(): Promise<Witnessed> {
  const opened = openWitnessed(await (await get('checkpoint')).text(), parsePolicy(town.pins.witnessPolicy ?? ''))
  assert.ok(opened?.quorum)
  return opened
}
async function entries(size: number): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for (let n = 0; n * 256 < size; n++) {
    const path = tilePath({ level: 'entries', n, width: Math.min(256, size - n * 256) })
    all.push(...(parseBundle(new Uint8Array(await (await get(path)).arrayBuffer())) ?? []))
  }
  return all
}

test('before the first tick nobody is shown anything, and no device believes the city', async () => {
  const early = await createTown({ witnesses: true, published: false, policy: false })
  try {
    for (const path of ['checkpoint', 'tile/0/000.p/1', 'tile/entries/000.p/1'])
      assert.equal((await fetch(`${early.origin}/log/${path}`)).status, 404, path)
    await assert.rejects(early.device(), { why: 'roll' })
    await early.app.context.publisher.tick()
    await early.device()
  } finally {
    await early.close()
  }
})

describe('after a tick', () => {
  test('the published size is padded to a multiple of eight, and all three witnesses have signed it', async () => {
    await town.reports()
    assert.deepEqual((await town.app.context.publisher.tick()).missing, {})
    const { checkpoint, cosignatures } = await published()
    assert.equal(checkpoint.size % 8, 0)
    assert.deepEqual(
      cosignatures.map(({ name }) => name),
      ['watchdog', 'peer-1', 'peer-2'],
    )
  })
  test('it grows by eight at least at every tick, whether anybody reported or not', async () => {
    const sizes: number[] = []
    for (let i = 0; i < 3; i++) {
      if (i === 2) await Promise.all(Array.from({ length: 9 }, () => town.reports()))
      sizes.push((await town.app.context.publisher.tick()).size)
    }
    const [one = 0, two = 0, three = 0] = sizes
    assert.deepEqual([two - one, (three - two) % 8], [8, 0])
    assert.ok(three - two >= 16)
  })
  test('the entries give the signed root, and each is sealed or one of the public kinds', async () => {
    const { checkpoint } = await published()
    const all = await entries(checkpoint.size)
    assert.ok(equal(rootOf(extend(emptyRange, all.map(leafHash))), checkpoint.root))
    assert.deepEqual([...new Set(all.map(lintEntry))], [undefined])
    const kinds = all.flatMap((entry) => parsePublicEntry(entry)?.kind ?? [])
    assert.equal(kinds[0], 'open')
    assert.deepEqual([...new Set(kinds)].sort(), ['keys', 'open', 'policy'])
  })
  test('hash tiles hold the leaves’ hashes, from any page, and may be kept for ever once they are full', async () => {
    while ((await town.app.context.publisher.tick()).size < 300);
    const all = await entries(300)
    const tile = await get('tile/0/000')
    assert.ok(
      equal(new Uint8Array(await tile.arrayBuffer()), new Uint8Array(Buffer.concat(all.slice(0, 256).map(leafHash)))),
    )
    assert.match(tile.headers.get('cache-control') ?? '', /immutable/)
    assert.equal(tile.headers.get('access-control-allow-origin'), '*')
    assert.equal((await get('checkpoint')).headers.get('cache-control'), 'no-store')
    assert.equal((await get('tile/1/000.p/1')).status, 200)
  })
  test('a bundle of entries comes compressed to whoever takes that, and as it is to everybody else', async () => {
    const plain = Buffer.concat((await entries(256)).flatMap((entry) => [u16(entry.length), entry]))
    const sent = async (accepted: string) => {
      const url = new URL('/log/tile/entries/000', town.origin)
      const [answer] = (await once(httpGet(url, { headers: { 'accept-encoding': accepted } }), 'response')) as [
        IncomingMessage,
      ]
      return { coding: answer.headers['content-encoding'], body: await buffer(answer) }
    }
    assert.deepEqual(await sent('identity'), { coding: undefined, body: plain })
    assert.deepEqual((await sent('br;q=0')).body, plain)
    const [br, gzip] = [await sent('gzip, deflate, br'), await sent('gzip')]
    assert.deepEqual([br.coding, gzip.coding], ['br', 'gzip'])
    assert.deepEqual([brotliDecompressSync(br.body), gunzipSync(gzip.body)], [plain, plain])
    assert.ok(br.body.length < 0.88 * plain.length, `${br.body.length} of ${plain.length}`)
  })
  test('nothing beyond the published size is served, nor under another spelling', async () => {
    await town.reports()
    const { checkpoint } = await published()
    const inner = town.app.context.log.signed().size
    assert.ok(inner > checkpoint.size)
    const n = Math.floor(checkpoint.size / 256)
    const width = checkpoint.size % 256
    assert.equal((await get(tilePath({ level: 'entries', n, width }))).status, 200)
    for (const path of [
      tilePath({ level: 'entries', n, width: width + 1 }),
      tilePath({ level: 0, n, width: width + 1 }),
      tilePath({ level: 'entries', n: n + 1, width: 1 }),
      'tile/0/0',
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/00/000',
      'tile/0/x000/000',
      'tile/64/000.p/1',
    ])
      assert.equal((await get(path)).status, 404, path)
  })
  test('nor told to who asks with words that nobody used, for the directory, or for growth to a tree they do not know', async () => {
    await town.reports()
    const { publisher, log } = town.app.context
    const [shown, inner] = [publisher.latest()?.size ?? 0, log.signed()]
    assert.ok(inner.size > shown)
    const stranger = await passphraseKeys(town.pins, newPassphrase())
    const device = await town.device()
    for (const seen of [0, shown + 1, inner.size]) {
      device.memory.write({ ...(device.memory.read() as Seen), checkpoint: { size: seen, root: '' } })
      const page = await call(device.server, mailboxRoute, await askMailbox(device, stranger, 'mailbox:read'))
      assert.equal(parseBody(`${page.checkpoint.split('\n\n')[0]}\n`)?.size, shown, `seen ${seen}`)
    }
    const grow = (to: { size: number; root: string }) => call(device.server, readGrowth, { from: 1, to })
    await assert.rejects(grow({ size: inner.size, root: toBase64(new Uint8Array(32)) }), { code: 'not-found' })
    await assert.rejects(grow({ size: inner.size + 1, root: toBase64(inner.root) }), { code: 'not-found' })
    assert.ok((await grow({ size: inner.size, root: toBase64(inner.root) })).consistency.length > 0)
  })
  test('the policy file is the one that is pinned', async () => {
    assert.equal(await (await get('policy')).text(), town.pins.witnessPolicy)
  })
})

test('one peer of two may be away; without the watchdog nothing new is published, the last good one stays, and intake goes on', async () => {
  const alone = await createTown({ witnesses: true })
  try {
    const { publisher } = alone.app.context
    await alone.witnesses?.running['peer-2'].close()
    const one = await publisher.tick()
    assert.deepEqual([one.published, Object.keys(one.missing)], [true, ['peer-2']])
    await alone.witnesses?.running.watchdog.close()
    const two = await publisher.tick()
    assert.deepEqual([two.published, two.size, publisher.latest()?.size], [false, one.size + 8, one.size])
    assert.equal((await publisher.tick()).size, two.size, 'what was not published is offered again, not grown')
    await alone.reports()
  } finally {
    await alone.close()
  }
})

describe('an older copy that was put back', () => {
  let first: Town
  let [alone, together]: [TestDatabase?, TestDatabase?] = []
  let data = ''
  const start = (folder: string, of: TestDatabase | undefined, recoverLog = false) =>
    createApp(of ?? assert.fail(), { data: folder, limits: false, recoverLog })

  before(async () => {
    first = await createTown({ witnesses: true })
    const sent = await first.reports()
    await first.app.context.publisher.tick()
    await first.app.close()
    ;[alone, together] = [await copyDatabase(first.database), await copyDatabase(first.database)]
    data = mkdtempSync(join(tmpdir(), 'citycop-copy-'))
    cpSync(first.data, data, { recursive: true })
    const later = await start(first.data, first.database)
    const origin = await later.citizen.listen({ host: '127.0.0.1', port: 0 })
    await withdrawReport(await connect(origin, { memory: memory(), pins: first.pins }), sent.keys)
    await later.context.publisher.tick()
    await later.close()
  })
  after(async () => {
    for (const database of [alone, together, first.database]) await database?.drop()
    await first.witnesses?.close()
    for (const folder of [data, first.data]) rmSync(folder, { recursive: true })
  })

  test('of the database alone is refused; the journal puts its entries back when somebody asks for it, and says so', async () => {
    await assert.rejects(start(first.data, alone), /an older database was put back.*--recover-log/)
    const app = await start(first.data, alone, true)
    const { published, missing } = await app.context.publisher.tick()
    assert.deepEqual([published, missing], [true, {}], 'the witnesses find the very same log')
    const told = await app.context.database.query("select kind from log_public_entry where kind = 'notice'")
    assert.equal(told.length, 1)
    const left = await app.context.database.query(
      'select from report union all select from header union all select from message',
    )
    assert.equal(left.length, 0, 'the report that was erased meanwhile came back with the copy, and is erased again')
    await app.close()
  })
  test('of the database and the journal is refused: a witness shows what they lack, and a restart changes nothing', async () => {
    for (const why of [/a witness holds a checkpoint that this log does not contain/, /the log is frozen/])
      await assert.rejects(start(data, together), why)
    const [evidence = ''] = globSync(join(data, 'log/*.frozen'))
    assert.match(readFileSync(evidence, 'utf8'), /\u2014 citycop\.testville\.example\/log\/1 /)
  })
})
