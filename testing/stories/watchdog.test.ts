// A city at work, and a watchdog on another port that believes nothing it says.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type WatchedLog, watchStatus } from '@citycop/protocol/watchdog/status.ts'
import { citycop } from '../../cli/spawned.ts'
import { type RunningWatchdog, startWatchdog } from '../../cli/watchdog/start-watchdog.ts'
import { createTown, type Sent, type Town } from '../town.ts'

const scratch = mkdtempSync(join(tmpdir(), 'citycop-watched-city-'))
const [policyFile, pinsFile, receiptFile, proofFile, copy] = ['policy', 'pins', 'receipt', 'proof', 'copy'].map(
  (name) => join(scratch, name),
) as [string, string, string, string, string]
let [town, watchdog]: [Town?, RunningWatchdog?] = []
let sent: Sent | undefined

before(async () => {
  town = await createTown({ witnesses: true })
  const text = town.pins.witnessPolicy ?? assert.fail('the city has no policy')
  writeFileSync(policyFile, text)
  writeFileSync(pinsFile, JSON.stringify(town.pins))
  const policies = [{ text, url: `${town.origin}/log` }]
  watchdog = await startWatchdog({ host: '127.0.0.1', port: 0, state: join(scratch, 'state'), policies, every: 3600 })
})
after(async () => {
  await watchdog?.close()
  await town?.close()
  rmSync(scratch, { recursive: true, force: true })
})
const city = () => town ?? assert.fail()

async function seen(): Promise<WatchedLog> {
  await watchdog?.look()
  const status = await (await fetch(`${watchdog?.origin}/status.json`)).arrayBuffer()
  return parsePayload(watchStatus, new Uint8Array(status))?.logs[0] ?? assert.fail()
}
const run = async (...args: string[]) => {
  const { code, out, errors } = await citycop(args)
  return { code, errors, said: JSON.parse(out) }
}

test('while the city shows no checkpoint the watchdog says that there is none', async () => {
  const { latest } = city().app.context.publisher
  city().app.context.publisher.latest = () => undefined
  assert.equal((await seen()).problem?.kind, 'no-checkpoint')
  city().app.context.publisher.latest = latest
})

test('the watchdog rebuilds what the city publishes, beat after beat, and knows who confirmed it', async () => {
  sent = await city().reports()
  let before = 0
  for (let beat = 0; beat < 4; beat++) {
    await city().app.context.publisher.tick()
    const { problem, held } = await seen()
    assert.equal(problem, null)
    assert.ok(held && held.size >= before + 8 && (held.size - before) % 8 === 0, `${before} to ${held?.size}`)
    assert.ok(held.cosigners.length >= 2)
    assert.deepEqual([held.strange, held.counts.open], [[], 1])
    before = held.size
  }
})

test('its copy and the city’s own both hold for the command line, and are one and the same', async () => {
  const { hash } = await seen()
  const own = await run('log', 'verify', '--server', city().origin, '--policy', policyFile, '--json')
  assert.deepEqual([own.code, own.errors, own.said.good], [0, '', true])
  const exported = await run('log', 'export', `${watchdog?.origin}/${hash}`, copy, '--json')
  assert.equal(exported.code, 0)
  const copied = await run('log', 'verify', copy, '--policy', policyFile, '--json')
  assert.deepEqual([copied.said.root, copied.said.size], [own.said.root, own.said.size])
})

test('a receipt that the log alone signed is confirmed by witnesses with a proof from the copy', async () => {
  const receipt = sent?.receipt ?? assert.fail()
  writeFileSync(receiptFile, JSON.stringify(receipt))
  const verify = ['receipt', 'verify', receiptFile, '--pin', pinsFile, '--policy', policyFile, '--json']
  assert.equal((await run(...verify)).said.confirmed.by, 'log')
  const index = String(receipt.index)
  const proved = await run('log', 'prove', copy, '--index', index, '--policy', policyFile, '--out', proofFile, '--json')
  assert.deepEqual([proved.code, proved.errors], [0, ''])
  const { code, said } = await run(...verify, '--proof', proofFile)
  assert.deepEqual([code, said.good, said.confirmed.by], [0, true, 'witnesses'])
})
