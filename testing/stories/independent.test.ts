// What the product seals, other people's tools open, and what they seal, it opens: Debian's age, tar and argon2.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { newOfficer } from '@citycop/client/keys/make-officer.ts'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { openWith, sealTo } from '@citycop/client/sealing/age-file.ts'
import { identityFromSeed, newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, concat, text } from '@citycop/protocol/contract/bytes.ts'
import { sealed } from '../hostile/sealed.ts'
import { createTown, type Town } from '../town.ts'

const missing = (program: string): string | false =>
  spawnSync(program, ['--help'], { stdio: 'ignore' }).error ? `${program} is not on this machine` : false
const skip = missing('age')
const folder = mkdtempSync(join(tmpdir(), 'citycop-age-'))
const photo = { name: 'Via del Porto.JPG', type: 'image/jpeg', bytes: new Uint8Array(randomBytes(300_000)) }
let town: Town

before(async () => {
  town = await createTown()
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content, { mode: 0o600 })
  return path
}
const ageOpens = (identity: string, file: Uint8Array): Buffer =>
  execFileSync('age', ['-d', '-i', put('identity', `${identity}\n`)], { input: file, maxBuffer: 2 ** 28 })

describe('in the classic suite, Debian’s age', { skip }, () => {
  test('opens a report and its attachment with the unit’s key, and tar gives the very file back', async () => {
    const { request, blobs } = await sealed(await town.device(), { files: [photo] })
    const epoch = (await town.desk('anna')).epochs.get('harbour-team/1') ?? ''
    const envelope = JSON.parse(
      ageOpens(epoch, concat(fromBase64(request.header), fromBase64(request.payload))).toString(),
    )
    assert.equal(envelope.payloadType, 'application/vnd.citycop.message.v1+json')
    const body = JSON.parse(Buffer.from(envelope.payload, 'base64').toString())
    assert.equal(body.text, 'The lamp at the corner has been dark for a week.')
    assert.equal(body.att[0].name, 'Via del Porto.JPG')
    const [blob] = blobs
    assert.ok(blob)
    const archive = put('file.tar', ageOpens(body.attKey, concat(blob.header, ...blob.parts)))
    execFileSync('tar', ['-x', '-f', archive, '-C', folder])
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('file-')),
      ['file-1.jpg'],
    )
    assert.ok(readFileSync(join(folder, 'file-1.jpg')).equals(photo.bytes))
  })
  test('opens what the administrator’s own tool wrapped for an officer', async () => {
    const { wraps } = JSON.parse(JSON.stringify(await wrapsOf(town)))
    const wrapped = JSON.parse(ageOpens(town.officers.anna.ageIdentity, Buffer.from(wraps, 'base64')).toString())
    assert.deepEqual([wrapped.v, wrapped.unit, wrapped.epoch], [1, 'harbour-team', 1])
    assert.match(wrapped.age, /^AGE-SECRET-KEY-1/)
  })
  test('opens nothing with another key, and nothing that lost a byte', async () => {
    const mine = newIdentity('classic')
    const { header, payload } = await sealTo([await recipientOf(mine)], bytes('for me'))
    assert.equal(ageOpens(mine, concat(header, payload)).toString(), 'for me')
    assert.throws(() => ageOpens(newIdentity('classic'), concat(header, payload)), /no identity matched/)
    assert.throws(() => ageOpens(mine, concat(header, payload.subarray(0, -1))), /failed to decrypt/)
  })
  test('seals what the product opens', async () => {
    const identity = newIdentity('classic')
    const recipient = await recipientOf(identity)
    for (const size of [0, 1, 65_535, 65_536, 65_537, 300_000]) {
      const plain = new Uint8Array(size).fill(size % 251)
      const file = execFileSync('age', ['-r', recipient], { input: plain, maxBuffer: 2 ** 24 })
      assert.deepEqual(await openWith(identity, file), plain)
      assert.equal(await openWith(newIdentity('classic'), file), undefined)
      assert.equal(await openWith(identity, file.subarray(0, -1)), undefined)
    }
  })
  test('derives the same recipient from a key', async () => {
    const identity = newIdentity('classic')
    const derived = execFileSync('age-keygen', ['-y', put('key', `${identity}\n`)])
      .toString()
      .trim()
    assert.equal(await recipientOf(identity), derived)
  })
})

describe('an officer’s keyfile', { skip: skip || missing('argon2') }, () => {
  test('opens with Debian’s argon2 and age, and without us', async () => {
    const passphrase = 'correct horse battery staple'
    const { file, salt } = await keyfileWithPlainSalt(passphrase)
    // The salt is any 16 bytes: only the shell can hand such an argument on.
    const octal = [...salt].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
    const command = `argon2 "$(printf '${octal}')" -id -t 3 -k 65536 -p 1 -l 32 -r`
    const seed = Buffer.from(execFileSync('sh', ['-c', command], { input: passphrase }).toString().trim(), 'hex')
    assert.equal(seed.length, 32)
    const kek = hkdfSync('sha256', seed, `citycop/v1/${town.pins.instance}`, 'officer/kek', 32)
    const keys = JSON.parse(ageOpens(identityFromSeed('classic', new Uint8Array(kek)), file).toString())
    assert.deepEqual([keys.name, keys.instance, keys.rootPk], ['eva', town.pins.instance, town.pins.rootPk])
  })
})

/** A shell cannot hand on a zero byte, nor a newline at the end: such a salt is drawn again. */
async function keyfileWithPlainSalt(passphrase: string): Promise<{ file: Uint8Array; salt: Uint8Array }> {
  const file = await makeKeyfile(newOfficer(town.pins, 'eva'), passphrase)
  const [, spelt = ''] = /-> citycop-argon2id (\S+) /.exec(text(file.subarray(0, 200).map((byte) => byte & 127))) ?? []
  const salt = fromBase64(`${spelt}==`)
  return salt.includes(0) || salt.at(-1) === 10 ? keyfileWithPlainSalt(passphrase) : { file, salt }
}

async function wrapsOf({ database, pins, officers }: Town): Promise<{ wraps: string }> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ ...database.owner, options: `-c app.city=${pins.instance}` })
  await client.connect()
  const { rows } = await client.query(
    `select encode(file, 'base64') as file from epoch_wrap where unit = 'harbour-team'`,
  )
  await client.end()
  for (const { file } of rows)
    if (await openWith(officers.anna.ageIdentity, Buffer.from(file, 'base64'))) return { wraps: file }
  throw new Error('no wrap is for anna')
}
