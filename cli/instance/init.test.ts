import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { recipientWords } from '@citycop/client/conversation/read-services.ts'
import { unlockKeyfile } from '@citycop/client/officers/keyfile.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { envelope, parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { pins as pinsSchema } from '@citycop/protocol/keys/certificates.ts'
import { certify, nobody } from '@citycop/protocol/keys/chain.ts'
import { citycop } from '../spawned.ts'

const scratch = mkdtempSync(join(tmpdir(), 'citycop-init-'))
after(() => rmSync(scratch, { recursive: true }))
const init = (data: string, ...more: string[]) =>
  citycop(['instance', 'init', '--data', data, '--suite', 'classic', ...more])

test('a real city’s offline keys have to be given a place, and not one on the server', async () => {
  const data = join(scratch, 'real')
  const none = await init(data, '--instance', 'harbourtown')
  assert.equal(none.code, 2)
  assert.match(none.errors, /--offline DIR/)
  const inside = await init(data, '--instance', 'harbourtown', '--offline', join(data, 'keys'))
  assert.equal(inside.code, 1)
  assert.match(inside.errors, /must not lie inside --data/)
  const nameless = await init(data, '--offline', join(scratch, 'stick'))
  assert.equal(nameless.code, 2)
  assert.deepEqual(readdirSync(scratch), [], 'a refused init left something behind')
})

test('a city’s keys are never overwritten', async () => {
  const data = join(scratch, 'twice')
  const args = ['--instance', 'harbourtown', '--offline', join(scratch, 'stick')]
  assert.equal((await init(data, ...args)).code, 0)
  const before = readFileSync(join(data, 'instance/pins.json'), 'utf8')
  for (const again of [args, ['--demo']]) {
    const { code, errors } = await init(data, ...again)
    assert.equal(code, 1)
    assert.match(errors, /nothing was overwritten/)
  }
  const elsewhere = await init(join(scratch, 'other'), ...args)
  assert.equal(elsewhere.code, 1, 'offline keys of another city were overwritten')
  assert.equal(readFileSync(join(data, 'instance/pins.json'), 'utf8'), before)
  assert.deepEqual(readdirSync(data), ['instance'], 'a real city’s offline keys lie beside the server’s')
})

test('a demo is that of a pilot: of the one named, else of the default one, and of none that is not there', async () => {
  const none = await init(join(scratch, 'atlantis'), '--demo', '--instance', 'atlantis')
  assert.equal(none.code, 1)
  assert.match(none.errors, /there is no pilot "atlantis"/)
  const data = join(scratch, 'lisboa')
  assert.equal((await init(data, '--demo', '--instance', 'lisboa')).code, 0)
  const pins = JSON.parse(readFileSync(join(data, 'instance/pins.json'), 'utf8'))
  assert.deepEqual([pins.instance, pins.demo], ['lisboa', true])
  assert.ok(readdirSync(join(data, 'demo/officers')).includes('bento.age'))
})

test('a demo’s pins, root certificate and keyfiles belong together, and nobody else can read the secrets', async () => {
  const data = join(scratch, 'demo')
  const { code, out, errors } = await init(data, '--demo')
  assert.deepEqual([code, errors], [0, ''])
  const read = (path: string) => readFileSync(join(data, path))
  const pins = parsePayload(pinsSchema, read('instance/pins.json'))
  const root = parsePayload(envelope, read('instance/root.json'))
  assert.ok(pins?.demo && root)
  assert.equal(certify(pins, nobody(), root)?.what, 'root')
  for (const path of ['instance', 'demo', 'demo/officers', 'demo/services'])
    assert.equal(statSync(join(data, path)).mode & 0o777, 0o700)
  for (const path of ['instance/log.key', 'instance/accept.key', 'demo/root.key', 'demo/admin.key', 'demo/passphrase'])
    assert.equal(statSync(join(data, path)).mode & 0o777, 0o600, path)
  const officers = ['anna', 'bruno', 'carla', 'dario', 'elena', 'franco', 'giulia']
  assert.deepEqual(
    readdirSync(join(data, 'demo/officers')),
    officers.map((name) => `${name}.age`),
  )
  const passphrase = read('demo/passphrase').toString().trim()
  assert.ok(!out.includes(passphrase))
  const keys = await unlockKeyfile(read('demo/officers/anna.age'), passphrase)
  assert.deepEqual([keys.name, keys.rootPk, keys.suite], ['anna', pins.rootPk, 'classic'])
  const services = JSON.parse(read('instance/services.json').toString()).keys
  const key = read('demo/services/home-shelter.key').toString()
  assert.equal(await recipientOf(key.match(/^AGE-SECRET-KEY-.*$/m)?.[0] ?? ''), services['home-shelter'])
  assert.ok(key.includes(await recipientWords(services['home-shelter'])))
})

test('the doctor finds a key that others can read, and one that was swapped', async () => {
  const data = join(scratch, 'sick')
  await init(data, '--demo')
  const look = async () => {
    const { code, out } = await citycop(['doctor', '--data', data, '--json'])
    return { code, checks: JSON.parse(out).checks as { name: string; state: string; mend?: string }[] }
  }
  const failing = (checks: { name: string; state: string }[]) =>
    checks.filter(({ state }) => state === 'fail').map(({ name }) => name)
  assert.deepEqual(failing((await look()).checks), [])
  chmodSync(join(data, 'instance/log.key'), 0o644)
  const open = await look()
  assert.deepEqual([open.code, failing(open.checks)], [1, ['key files']])
  assert.match(open.checks.find(({ state }) => state === 'fail')?.mend ?? '', /^chmod /)
  chmodSync(join(data, 'instance/log.key'), 0o600)
  rmSync(join(data, 'instance/accept.key'))
  assert.deepEqual(failing((await look()).checks), ['instance keys'])
})

test('the doctor asks PostgreSQL in its own protocol, and never repeats the password', async () => {
  const { createServer } = await import('node:http')
  const web = createServer((_, reply) => reply.end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => web.once('listening', resolve))
  const { port } = web.address() as { port: number }
  const url = `postgres://citycop:secret-word@127.0.0.1:${port}/citycop`
  const { code, out, errors } = await citycop(['doctor', '--data', scratch, '--json'], { DATABASE_URL: url })
  web.close()
  assert.equal(code, 1)
  assert.match(out, /not as PostgreSQL does/)
  assert.doesNotMatch(out + errors, /secret-word/)
})
