import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { pinsFor } from './city.ts'
import { drawKeys } from './instance/draw-keys.ts'
import { citycop } from './spawned.ts'

/** A server that shows these pins to everybody and counts what else it is asked. */
async function showing(pins: unknown, act: (origin: string, asked: string[]) => Promise<void>): Promise<void> {
  const asked: string[] = []
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '')
    if (request.url !== '/pins.json') reply.statusCode = 404
    reply.end(request.url === '/pins.json' ? JSON.stringify(pins) : '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  try {
    await act(`http://127.0.0.1:${port}`, asked)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
const report = (origin: string, ...more: string[]) =>
  citycop(['report', '--server', origin, '--category', 'noise', '--text', 'x', '--json', ...more])

test('a city that is no demo is never trusted on its own word', async () => {
  const { pins } = await drawKeys('testville', 'classic', false)
  await showing(pins, async (origin, asked) => {
    const { code, out } = await report(origin)
    assert.deepEqual([code, JSON.parse(out).problem.code], [1, 'pin-missing'])
    assert.deepEqual(asked, ['/pins.json'], 'something was asked of a city nobody vouched for')
  })
})

test('a demo elsewhere than on this machine is not trusted on its own word either, and is not even asked', async () => {
  await assert.rejects(pinsFor('https://city.example', undefined), { code: 'pin-missing' })
  await assert.rejects(pinsFor('https://127.0.0.1.city.example', undefined), { code: 'pin-missing' })
})

test('a server that shows another root than the words name is stopped', async () => {
  const [shown, known] = [await drawKeys('testville', 'classic', true), await drawKeys('testville', 'classic', true)]
  await showing(shown.pins, async (origin, asked) => {
    const { code, out } = await report(origin, '--pin', await fingerprint(known.pins.rootPk))
    assert.deepEqual([code, JSON.parse(out).problem.code], [1, 'pin-differs'])
    assert.deepEqual(asked, ['/pins.json', '/directory']) // public both; the second might lead from the known root to a new one
    assert.deepEqual(await pinsFor(origin, await fingerprint(shown.pins.rootPk)), shown.pins)
  })
})

test('a pin that is neither a file nor six words is refused', async () => {
  const { code, errors } = await report('http://127.0.0.1:9', '--pin', 'five words are not enough')
  assert.equal(code, 1)
  assert.match(errors, /does not exist/)
})
