import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { verifyWitnessedProof } from '@citycop/protocol/log/inclusion.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import { smallLog, smallWitness } from '../../testing/small-log.ts'
import { citycop } from '../spawned.ts'
import { exportLog } from './export-log.ts'
import { openSource, sourceIn } from './log-source.ts'
import { proveEntry } from './prove-entry.ts'
import * as made from './testing/made-log.ts'
import { verifyLog } from './verify-log.ts'

const policy = parsePolicy(made.policyText())
const refused = (code: string) => (error: Error) => (error as Error & { code: string }).code === code
const verify = (folder: string) => verifyLog(sourceIn(folder), policy)

test('a log with one byte of a bundle changed does not hold, whichever bundle', async (t) => {
  const folder = made.made(t, 700)
  for (const path of ['tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/188']) {
    const file = join(folder, path)
    made.spoil(file, 40)
    await assert.rejects(verify(folder), refused('bundle'), path)
    made.spoil(file, 40)
  }
  await verify(folder)
})

test('a log with one byte of a tile changed does not hold, on whichever level', async (t) => {
  const folder = made.made(t, 700)
  for (const path of ['tile/0/000', 'tile/0/002.p/188', 'tile/1/000.p/2']) {
    made.spoil(join(folder, path))
    await assert.rejects(verify(folder), refused('tile'), path)
    made.spoil(join(folder, path))
  }
})

test('a tile or a bundle that was cut or has more in it does not hold', async (t) => {
  const spoilt: [string, (file: string) => void, string][] = [
    ['tile/0/000.p/40', (file) => made.cut(file, 32), 'tile'],
    ['tile/0/000.p/40', (file) => made.append(file, new Uint8Array(32)), 'tile'],
    ['tile/entries/000.p/40', (file) => made.cut(file, 66), 'bundle'],
    ['tile/entries/000.p/40', (file) => made.cut(file, 1), 'bundle'],
    ['tile/entries/000.p/40', (file) => made.append(file, new Uint8Array(2)), 'bundle'],
    ['tile/entries/000.p/40', (file) => rmSync(file), 'missing'],
    ['tile/0/000.p/40', (file) => writeFileSync(file, new Uint8Array(9000)), 'too-large'],
  ]
  for (const [path, spoil, code] of spoilt) {
    const folder = made.made(t, 40)
    spoil(join(folder, path))
    await assert.rejects(verify(folder), refused(code), `${path} ${code}`)
  }
})

test('a policy with other keys believes nothing of it', async (t) => {
  const folder = made.made(t, 20)
  const other = smallLog(made.origin, generateKeyPairSync('ed25519').privateKey).line
  await assert.rejects(verifyLog(sourceIn(folder), parsePolicy(made.policyText('', other))), refused('checkpoint'))
  const [, first = '', ...others] = made.policyText().split('witness ')
  const strangers = made.policyText().replace(first, `watchdog ${smallWitness('w.example/9').line}\n`)
  assert.equal(others.length, 2)
  await assert.rejects(verifyLog(sourceIn(folder), parsePolicy(strangers)), refused('quorum'))
})

test('too few witnesses are too few, and two peers are no watchdog', async (t) => {
  for (const by of [[], [0], [1, 2]])
    await assert.rejects(verify(made.made(t, 20, { by })), refused('quorum'), by.join())
  await verify(made.made(t, 20, { by: [0, 2] }))
})

test('a log of which a root was signed that its entries do not have does not hold', async (t) => {
  const root = leafHash(bytes('something else'))
  await assert.rejects(verify(made.made(t, 20, { root })), refused('root'))
})

test('an entry that is neither sealed nor public is found, though everything is signed', async (t) => {
  const wrong = [
    bytes('hello'),
    made.sealed(7).subarray(0, 63),
    bytes('CCP\u0001\u0002\u0005\u0000\u0000{"Maria Rossi":1,"v":1}'),
  ]
  for (const entry of wrong) {
    const folder = made.scratch(t)
    made.publish(folder, [...made.entries(20), entry, ...made.entries(30, 21)])
    await assert.rejects(verify(folder), (error: Error) => {
      assert.doesNotMatch(error.message, /Maria|hello/)
      return refused('entry')(error) && /entry 20/.test(error.message)
    })
  }
})

test('a log holds at every size about a tile’s width', async (t) => {
  for (const size of [1, 2, 255, 256, 257, 511, 512, 513]) {
    const { size: verified, counts } = await verify(made.made(t, size))
    assert.equal(verified, size)
    assert.equal(
      Object.values(counts).reduce((sum, one) => sum + one),
      size,
    )
    assert.equal(counts.open, 1)
  }
})

test('70,000 entries are copied from a server, six files at a time, checked, and each can be proved', async (t) => {
  const served = await made.serve(t, made.made(t, 70_000))
  served.gather = 6
  const folder = join(made.scratch(t), 'copy')
  const { files } = await exportLog(openSource(served.url), folder)
  assert.equal(files, 274 * 2 + 2 + 1 + 2)
  assert.equal(served.most, 6)
  const began = performance.now()
  assert.equal((await verify(folder)).size, 70_000)
  t.diagnostic(`verified in ${Math.round(performance.now() - began)} ms`)
  const entries = made.entries(70_000)
  for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
    const { proof } = await proveEntry(sourceIn(folder), index, policy)
    const proved = verifyWitnessedProof(proof, leafHash(entries[index] as Uint8Array), policy)
    assert.equal(proved?.index, index)
  }
})

test('a partial tile that was tidied away is read from the full one', async (t) => {
  const folder = made.made(t, 300)
  made.publish(folder, made.entries(600))
  writeFileSync(join(folder, 'checkpoint'), made.note(made.entries(300)))
  for (const level of ['0', 'entries']) rmSync(join(folder, `tile/${level}/001.p`), { recursive: true, force: true })
  assert.equal((await verify(folder)).size, 300)
})

test('an export stops without a checkpoint when a file is missing, and refuses a folder with something else in it', async (t) => {
  const folder = made.made(t, 300)
  rmSync(join(folder, 'tile/0/000'))
  const copy = join(made.scratch(t), 'copy')
  await assert.rejects(exportLog(sourceIn(folder), copy), refused('missing'))
  assert.equal(existsSync(join(copy, 'checkpoint')), false)
  const mine = made.scratch(t)
  writeFileSync(join(mine, 'diary.txt'), 'dear diary')
  await assert.rejects(exportLog(sourceIn(made.made(t, 3)), mine), refused('not-empty'))
  assert.deepEqual(readdirSync(mine), ['diary.txt'])
})

test('no proof is made from tiles that do not fit, or of an entry that is not there yet', async (t) => {
  const folder = made.made(t, 700)
  await assert.rejects(proveEntry(sourceIn(folder), 700), refused('not-yet'))
  made.spoil(join(folder, 'tile/0/000'))
  await assert.rejects(proveEntry(sourceIn(folder), 1), refused('tile'))
})

test('a server that sends too much, leads elsewhere or breaks off is refused', async (t) => {
  const url = await rude(t)
  for (const [path, code] of [
    ['much', 'too-large'],
    ['elsewhere', 'unreachable'],
    ['broken', 'unreachable'],
    ['error', 'unreachable'],
  ] as const)
    await assert.rejects(openSource(`${url}/${path}`).read('checkpoint', 100), refused(code), path)
  assert.equal(await openSource(`${url}/none`).read('checkpoint', 100), undefined)
})

async function rude(t: TestContext): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/much')) response.end('x'.repeat(101))
    else if (request.url?.startsWith('/elsewhere')) response.writeHead(302, { location: '/much' }).end()
    else if (request.url?.startsWith('/error')) response.writeHead(500).end()
    else if (request.url?.startsWith('/broken')) {
      response.writeHead(200, { 'content-length': 50 }).write('x', () => request.socket.destroy())
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('the commands say it in a sentence, and fail by name', async (t) => {
  const folder = made.made(t, 300)
  const file = join(made.scratch(t), 'city.policy')
  writeFileSync(file, made.policyText())
  const good = await citycop(['log', 'verify', folder, '--policy', file, '--json'])
  const said = JSON.parse(good.out)
  assert.deepEqual([good.code, said.good, said.size, said.counts.tally, said.newest], [0, true, 300, 1, 1_800_000_000])
  const proof = join(folder, 'proof')
  const proved = await citycop(['log', 'prove', folder, '--index', '7', '--policy', file, '--out', proof])
  assert.deepEqual([proved.code, proved.errors], [0, ''])
  assert.match(readFileSync(proof, 'utf8'), /^c2sp.org\/tlog-proof@v1\nindex 7\n/)
  made.spoil(join(folder, 'tile/entries/000'), 70)
  const bad = await citycop(['log', 'verify', folder, '--policy', file])
  assert.equal(bad.code, 1)
  assert.match(bad.out, /^FAILS bundle: /)
  const copied = await citycop(['log', 'export', '--server', 'https://a.example', 'http://b.example', folder])
  assert.equal(copied.code, 2)
})
