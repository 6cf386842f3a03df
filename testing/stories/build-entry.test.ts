// Which app a city serves is in its log: once for each build, and only if the files are those that the build names.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import { verifyBuild } from '@citycop/protocol/log/verify-build.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import { type App, createApp } from '../../server/app.ts'
import { CannotStart } from '../../server/platform/cannot-start.ts'
import { writeManifest } from '../../tools/build-manifest.ts'
import { createTown, type Town } from '../town.ts'

const folder = mkdtempSync(join(tmpdir(), 'citycop-build-'))
const [app, dist] = [join(folder, 'citizen'), join(folder, 'citizen/dist')]
const script = 'document.title = "an app"'
const write = (file: string, content: string) => writeFileSync(join(dist, file), content)
let town: Town
let running: App
let origin: string

before(async () => {
  mkdirSync(join(dist, 'assets'), { recursive: true })
  writeFileSync(join(app, 'package.json'), '{ "version": "1.2.3" }')
  write('index.html', '<title>An app</title><script type="module" crossorigin src="/assets/app.js"></script>')
  write('assets/app.js', script)
  writeManifest(dist)
  town = await createTown({ witnesses: true, published: false, policy: false, citizen: dist })
  ;[running, origin] = [town.app, town.origin]
})
after(async () => {
  await running.close()
  await town.witnesses?.close()
  await town.database.drop()
  for (const one of [folder, town.data]) rmSync(one, { recursive: true })
})

async function restart(): Promise<void> {
  await running.close()
  await open()
}
async function open(): Promise<void> {
  running = await createApp(town.database, { data: town.data, limits: false, citizen: dist })
  origin = await running.citizen.listen({ host: '127.0.0.1', port: 0 })
}
async function offered() {
  const answer = await fetch(`${origin}/build-proof`)
  const { entry, proof } = (await answer.json()) as { entry: string; proof: string }
  return { manifest: readFileSync(join(dist, 'build.json')), entry: fromBase64(entry), proof }
}
const builds = () => running.context.database.query("select act from log_public_entry where kind = 'build'")

test('until the public log holds the build there is no proof of it', async () => {
  const answer = await fetch(`${origin}/build-proof`)
  assert.deepEqual([answer.status, answer.headers.get('cache-control')], [404, 'no-store'])
})
test('then the proof stands under the witnesses’ quorum, and the entry says which build it is', async () => {
  await running.context.publisher.tick()
  const offer = await offered()
  const policy = parsePolicy(town.pins.witnessPolicy ?? '')
  const verdict = verifyBuild(offer, { name: 'citizen', policy, now: Date.now() })
  assert.deepEqual('build' in verdict && Object.keys(verdict.build.files), ['assets/app.js', 'index.html'])
  const { content } = parsePublicEntry(offer.entry) ?? assert.fail()
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`
  assert.ok('sri' in content && content.version === '1.2.3')
  assert.deepEqual(content.sri, [integrity])
})
test('another start finds the same entry; another build has its own', async () => {
  const first = await offered()
  await restart()
  assert.deepEqual((await offered()).entry, first.entry)
  assert.equal((await builds()).length, 1)
  write('assets/app.js', 'document.title = "another"')
  writeManifest(dist)
  await restart()
  assert.equal((await fetch(`${origin}/build-proof`)).status, 404)
  assert.equal((await builds()).length, 2)
})
test('files that are not those of build.json are not served', async () => {
  await running.close()
  const start = () => createApp(town.database, { data: town.data, limits: false, citizen: dist })
  const says = (sentence: RegExp) => (error: Error) => error instanceof CannotStart && sentence.test(error.message)
  const good = readFileSync(join(dist, 'assets/app.js'), 'utf8')
  write('assets/app.js', `${good};`)
  await assert.rejects(start, says(/assets\/app\.js is not what build\.json says of it; npm run build/))
  write('assets/app.js', good)
  write('assets/more.js', good)
  await assert.rejects(start, says(/assets\/more\.js is not what/))
  rmSync(join(dist, 'assets/more.js'))
  write('build.json', '{}')
  await assert.rejects(start, says(/build\.json is malformed/))
  writeManifest(dist)
  await open()
})
