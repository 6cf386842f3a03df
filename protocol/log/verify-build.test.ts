import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { test } from 'node:test'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytes, toHex } from '../contract/bytes.ts'
import { type BuildManifest, parseManifest, spellManifest } from './build-manifest.ts'
import { logKeyLine, parseLogKey, signCheckpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { spellProof } from './inclusion.ts'
import { keyLine, parseKey } from './note.ts'
import type { PublicContent } from './public-content.ts'
import { publicEntry } from './public-entry.ts'
import { leafHash, nodeHash } from './tree.ts'
import { type BuildOffer, verifyBuild } from './verify-build.ts'
import { parsePolicy } from './witness-policy.ts'

const newKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return { raw, sign: (some: Uint8Array) => sign(null, some, privateKey as KeyObject) }
}
const [log, watchdog, stranger] = [newKey(), newKey(), newKey()]
const line = logKeyLine('citycop.testville.example/log/1', log.raw)
const witness = (key: typeof log) => keyLine('watchdog.example', 4, key.raw)
const policy = parsePolicy(`log ${line}\nwitness watchdog ${witness(watchdog)}\nquorum watchdog\n`)
const at = Date.parse('2026-11-23T20:00:00Z')

const manifest: BuildManifest = {
  v: 1,
  name: 'citizen',
  version: '0.1.0',
  commit: '0'.repeat(40),
  files: { 'index.html': toHex(sha256(bytes('a page'))), 'sw.js': toHex(sha256(bytes('a script'))) },
}
type Case = {
  manifest?: Partial<BuildManifest>
  said?: Partial<PublicContent<'build'>>
  by?: typeof log | undefined
  kind?: 'build' | 'notice'
  other?: boolean
}

function offer({
  manifest: more = {},
  said = {},
  by = watchdog,
  kind = 'build',
  other = false,
}: Case = {}): BuildOffer {
  const spelt = spellManifest({ ...manifest, ...more })
  const { name, version, commit } = { ...manifest, ...more }
  const content = {
    v: 1 as const,
    ...{ name, version, commit, manifest_sha256: toHex(sha256(spelt)) },
    ...{ sri: [], sw_scope: '/', not_before: '2026-11-23T20:00Z' },
    ...said,
  }
  const entry =
    kind === 'build'
      ? publicEntry('build', content)
      : publicEntry('notice', { v: 1, what: 'outage', state: 'end', at: '2026-11-23T20:00Z' })
  const [leaf, sibling] = [leafHash(entry), leafHash(bytes('another entry'))]
  const root = other ? sibling : nodeHash(sibling, leaf)
  const note = signCheckpoint({ origin: parseLogKey(line).name, size: 2, root }, parseLogKey(line), log.sign)
  const cosigned = note + cosign(note, parseKey(witness(by)), at / 1000, by.sign)
  return { manifest: spelt, entry, proof: spellProof(1, [sibling], cosigned) }
}
const verdict = (one: BuildOffer, now = at) => verifyBuild(one, { name: 'citizen', policy, now })
const refused = (reason: string, given: Case, now?: number) =>
  assert.deepEqual(verdict(offer(given), now), { refused: reason })

test('a build that is not in the log is not run: other leaf, other root, no witness, a stranger for a witness', () => {
  refused('proof', { other: true })
  refused('proof', { by: stranger })
  const good = offer()
  const alone = good.proof.split('\n').filter((one) => !one.startsWith('\u2014 watchdog.example'))
  assert.deepEqual(verdict({ ...good, proof: alone.join('\n') }), { refused: 'proof' })
  assert.deepEqual(verdict({ ...good, proof: offer({ manifest: { version: '0.2.0' } }).proof }), { refused: 'proof' })
  assert.deepEqual(verdict({ ...good, proof: '' }), { refused: 'proof' })
})
test('an entry of another build, of another app, of another kind, or none, vouches for nothing', () => {
  refused('entry', { said: { manifest_sha256: 'ab'.repeat(32) } })
  refused('entry', { said: { name: 'desk' } })
  refused('entry', { said: { version: '0.1.1' } })
  refused('entry', { said: { commit: '1'.repeat(40) } })
  refused('entry', { said: { sw_scope: '/elsewhere' } })
  refused('entry', { kind: 'notice' })
  assert.deepEqual(verdict({ ...offer(), entry: new Uint8Array() }), { refused: 'entry' })
  assert.deepEqual(verdict({ ...offer(), manifest: spellManifest({ ...manifest, version: '0.3.0' }) }), {
    refused: 'entry',
  })
})
test('the desk’s build is none for the citizen, even where it is well logged', () => {
  refused('manifest', { manifest: { name: 'desk' } })
})
test('a build of the future waits, but for the ten minutes by which two clocks may differ', () => {
  refused('future', { said: { not_before: '2026-11-23T20:11Z' } })
  assert.ok('build' in verdict(offer({ said: { not_before: '2026-11-23T20:10Z' } })))
})
test('what is in the log, and confirmed, is run', () => {
  assert.deepEqual(verdict(offer()), { build: manifest })
})
test('every byte of the manifest counts, and it has one spelling', () => {
  const good = offer()
  for (let i = 0; i < good.manifest.length; i++) {
    const changed = good.manifest.slice()
    changed[i] = (changed[i] ?? 0) ^ 1
    assert.ok('refused' in verdict({ ...good, manifest: changed }), `byte ${i}`)
  }
  const spelt = Buffer.from(good.manifest).toString()
  const files = (named: string) => bytes(spelt.replace('"sw.js"', named))
  for (const bad of ['"/sw.js"', '"../sw.js"', '"a/../sw.js"', '"sw.js?1"', '"sw%2ejs"', '"build.json"', '""'])
    assert.equal(parseManifest(files(bad)), undefined, bad)
  assert.equal(parseManifest(bytes(`${spelt} `)), undefined)
  assert.equal(parseManifest(bytes(spelt.replace('"v":1', '"v":1,"w":1'))), undefined)
})
