// A city that asks its witnesses: what a lying, a broken and an honest one may do to it.
import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { logKeyLine, parseLogKey, signCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { cosign } from '@citycop/protocol/log/cosignature.ts'
import { keyLine, parseKey } from '@citycop/protocol/log/note.ts'
import { consistencyProof, rootOver } from '@citycop/protocol/log/proofs.ts'
import { leafHash, nodeHash } from '@citycop/protocol/log/tree.ts'
import { signerFrom } from '../platform/signing.ts'
import { askWitness, type Offered } from './ask-witness.ts'

const seed = (letter: string) => bytes(letter.repeat(32))
const [log, other, own] = [signerFrom(seed('a')), signerFrom(seed('b')), signerFrom(seed('w'))]
const key = parseLogKey(logKeyLine('citycop.testville.example/log/1', log.publicKey))
const witness = { name: 'watchdog', key: parseKey(keyLine('watchdog.example', 4, own.publicKey)) }
const nodeAt = (level: number, index: number): Uint8Array =>
  level === 0
    ? leafHash(bytes(`entry ${index}`))
    : nodeHash(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1))
const note = (size: number, by = log, root = rootOver(nodeAt, 0, size)) =>
  signCheckpoint({ origin: key.name, size, root: new Uint8Array(root) }, key, (some) => by.sign(some))
const offered: Offered = {
  key,
  note: note(24),
  size: 24,
  root: async (size) => rootOver(nodeAt, 0, size),
  proof: async (old) => consistencyProof(nodeAt, old, 24),
}
const line = cosign(offered.note, witness.key, 1_800_000_000, (some) => own.sign(some))
const closing: (() => void)[] = []
after(() => {
  for (const close of closing) close()
})

/** Answers the posts in turn, then the last again; `held` is what it shows when it is asked for its memory. */
async function fake(
  posts: [status: number, body: string, type?: string][],
  held = '',
): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = []
  const listener: RequestListener = async (request, response) => {
    if (request.method === 'GET') return void response.writeHead(held ? 200 : 404).end(held)
    let body = ''
    for await (const part of request) body += part
    const [status, said, type = 'text/plain'] = posts[Math.min(bodies.push(body), posts.length) - 1] ?? [500, '']
    response.writeHead(status, { 'content-type': type }).end(said)
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  closing.push(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies }
}
const size = 'text/x.tlog.size'
const ask = async (posts: [number, string, string?][], held?: string, old = 8) => {
  const { url, bodies } = await fake(posts, held)
  return { ...(await askWitness(witness, url, offered, old)), bodies }
}

test('a witness that only claims to know a larger tree stops nobody', async () => {
  const answer = await ask([[409, '1000\n', size]])
  assert.deepEqual([answer.contradiction, answer.refused], [undefined, 'it answered 409'])
})
test('nor does one that shows a note which another key signed', async () => {
  assert.equal((await ask([[409, '1000\n', size]], note(1000, other))).contradiction, undefined)
})
test('one that shows our own signature under a larger tree, or another one, does', async () => {
  for (const held of [note(32), note(16, log, leafHash(bytes('another tree')))])
    for (const status of [409, 422]) assert.equal((await ask([[status, '32\n', size]], held)).contradiction, held)
})
test('one that holds an earlier tree of ours and refuses all the same is away, not against us', async () => {
  const answer = await ask([[422, 'no\n']], note(16))
  assert.deepEqual([answer.contradiction, answer.refused], [undefined, 'it answered 422'])
})
test('a cosignature by another key, of another note, or two lines at once is none', async () => {
  const stranger = cosign(offered.note, witness.key, 1_800_000_000, (some) => other.sign(some))
  const elsewhere = cosign(note(16), witness.key, 1_800_000_000, (some) => own.sign(some))
  for (const body of [stranger, elsewhere, line + line, '', 'hello\n', line.trimEnd()]) {
    const answer = await ask([[200, body]])
    assert.deepEqual([answer.line, answer.refused], [undefined, 'it answered with a line that is not its own'], body)
  }
})
test('an honest one is told what it lacks: after 409 the proof begins at the size it named, once', async () => {
  const answer = await ask([
    [409, '16\n', size],
    [200, line],
  ])
  assert.deepEqual([answer.line, answer.old, answer.bodies.length], [line, 24, 2])
  assert.deepEqual(
    answer.bodies.map((body) => body.split('\n')[0]),
    ['old 8', 'old 16'],
  )
})
test('a 409 without a size, or with one that is spelt otherwise, is not followed', async () => {
  for (const body of ['', 'x\n', '016\n', '16', '16\n\n', '-1\n'])
    assert.equal((await ask([[409, body, size]])).bodies.length, 1, body)
})
