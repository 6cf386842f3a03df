import assert from 'node:assert/strict'
import { createPrivateKey, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { parseLogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { cosign } from '@citycop/protocol/log/cosignature.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { leafHash, nodeHash } from '@citycop/protocol/log/tree.ts'
import { smallWitness } from '../../testing/small-log.ts'
import { parseGiven } from '../command.ts'
import { type CityKeys, drawKeys } from '../instance/draw-keys.ts'
import { citycop } from '../spawned.ts'
import { command } from './verify-receipt.ts'

const scratch = mkdtempSync(join(tmpdir(), 'citycop-receipt-'))
after(() => rmSync(scratch, { recursive: true }))
let [city, other]: CityKeys[] = []
before(async () => {
  ;[city, other] = [await drawKeys('testville', 'classic', false), await drawKeys('testville', 'classic', false)]
})
const must = (keys: CityKeys | undefined): CityKeys => keys ?? assert.fail()

function signer(seed: Uint8Array): (some: Uint8Array) => Uint8Array {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]) // RFC 8410
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return (some) => new Uint8Array(sign(null, some, key))
}

/** A receipt as a city's server would make it, in a log of two entries. */
function receiptBy({ pins, root, online }: CityKeys): Receipt {
  const [first, leaf] = [leafHash(bytes('another entry')), leafHash(bytes('the intake'))]
  const key = parseLogKey(pins.logKey)
  const note = signCheckpoint({ origin: key.name, size: 2, root: nodeHash(first, leaf) }, key, signer(online.log))
  const base = { v: 1 as const, instance: 'testville', unit: 'harbour-team', day: '2026-11-23', id: 'ab'.repeat(32) }
  const reference = 'K7QF-2M9X'
  const said = canonical({ ...base, reference, leaf: toBase64(leaf), policyVersion: 1 })
  const receipt = signEnvelope('receipt', bytes(said), online.accept)
  return { ...base, reference, index: 1, receipt, root, proof: spellProof(1, [first], note) }
}

const file = (name: string, content: unknown): string => {
  const path = join(scratch, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}
const verify = async (receipt: unknown, ...more: string[]) => {
  const { code, out, errors } = await citycop(['receipt', 'verify', file('receipt.json', receipt), '--json', ...more])
  return { code, errors, said: JSON.parse(out) }
}

test('a receipt proves nothing without a key one knows the city by', async () => {
  const { code, said } = await verify(receiptBy(must(city)))
  assert.deepEqual([code, said.problem.code], [1, 'pin-missing'])
})

test('a changed receipt does not hold, and the check that fails is named', async () => {
  const pin = file('pins.json', must(city).pins)
  const good = receiptBy(must(city))
  const foreign = receiptBy(must(other))
  const changed: [string, Receipt][] = [
    ['content', { ...good, day: '2026-11-22' }],
    ['content', { ...good, unit: 'home-safety' }],
    ['content', { ...good, id: 'ba'.repeat(32) }],
    ['log', { ...good, index: 0 }],
    ['log', { ...good, proof: foreign.proof }],
    ['signature', { ...good, receipt: foreign.receipt }],
    ['root', { ...good, root: foreign.root }],
    ['root', foreign],
  ]
  for (const [check, receipt] of changed) {
    const given = parseGiven('receipt verify', command, [file('changed.json', receipt), '--pin', pin])
    const { json, text, failed } = await command.run(given)
    const { good: holds, checks } = json as { good: boolean; checks: Record<string, boolean> }
    assert.deepEqual([failed, holds, checks[check]], [true, false, false], check)
    assert.match(text, /FAILS .*\n.*NOT hold/s)
  }
  const { code, said } = await verify(foreign, '--pin', pin)
  assert.deepEqual([code, said.good], [1, false])
})

test('with a policy it is said who confirms the proof, and a false proof beside it does not hold', async () => {
  const keys = must(city)
  const [pin, receipt] = [file('pins.json', keys.pins), receiptBy(keys)]
  const [watchdog, stranger] = [smallWitness('w.example/1'), smallWitness('w.example/2')]
  const policy = join(scratch, 'city.policy')
  const write = (line: string) => writeFileSync(policy, `log ${line}\nwitness w ${watchdog.line}\nquorum w\n`)
  const proof = join(scratch, 'newer.proof')
  const note = receipt.proof.slice(receipt.proof.indexOf('\n\n') + 2)
  const cosigned = (by: typeof watchdog) => receipt.proof + cosign(note, by.key, 1_800_000_000, by.sign)
  write(must(other).pins.logKey)
  const { said: differs } = await verify(receipt, '--pin', pin, '--policy', policy)
  assert.equal(differs.problem.code, 'policy-differs')
  write(keys.pins.logKey)
  const tried: [string, string | undefined, string, number][] = [
    ['the receipt’s own proof', undefined, 'log', 0],
    ['confirmed by the witness', cosigned(watchdog), 'witnesses', 0],
    ['confirmed by somebody else', cosigned(stranger), 'log', 0],
    ['a false cosignature', cosigned(watchdog).replace(/.{9}\n$/, 'AAAAAAAA\n'), 'nobody', 1],
    ['another index', cosigned(watchdog).replace('index 1', 'index 0'), 'nobody', 1],
    ['no proof at all', 'hello', 'nobody', 1],
  ]
  for (const [title, text, by, code] of tried) {
    if (text !== undefined) writeFileSync(proof, text)
    const more = text === undefined ? [] : ['--proof', proof]
    const answer = await verify(receipt, '--pin', pin, '--policy', policy, ...more)
    assert.deepEqual([answer.code, answer.said.confirmed.by, answer.said.good], [code, by, code === 0], title)
  }
})

test('a receipt of another city is refused by its words', async () => {
  const { code, said } = await verify(receiptBy(must(other)), '--pin', await fingerprint(must(city).pins.rootPk))
  assert.deepEqual([code, said.problem.code], [1, 'pin-differs'])
})

test('what is no receipt is said to be none', async () => {
  const { code, errors } = await verify({ hello: 'world' }, '--pin', file('pins.json', must(city).pins))
  assert.equal(code, 1)
  assert.match(errors, /is not a receipt/)
})

test('a good receipt holds offline, by the pins or by the six words', async () => {
  const receipt = receiptBy(must(city))
  const words = await fingerprint(must(city).pins.rootPk)
  for (const pin of [file('pins.json', must(city).pins), words, `  ${words.toUpperCase()} `]) {
    const { code, errors, said } = await verify(receipt, '--pin', pin)
    assert.deepEqual([code, errors], [0, ''])
    assert.deepEqual([said.good, said.leaf], [true, 1])
  }
})
