// npm start as a person or an init system treats it: Ctrl-C, SIGTERM, kill -9 of any part, twice at once.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts, type Started, start } from './start/started.ts'

const skip = process.platform === 'linux' ? false : 'needs /proc'
let folder: string
let data: string
let port: number
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'citycop-deep-'))
  chmodSync(folder, 0o711)
  data = join(folder, 'data')
  port = await freePorts()
})
after(() => rmSync(folder, { recursive: true }))

const npmStart = (...more: string[]): Started => start(['--data', data, '--port', `${port}`, ...more], {}, 'npm')

async function ready(...more: string[]): Promise<Started> {
  const started = npmStart(...more)
  await started.until('CITYCoP is ready')
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
  assert.equal(answer.status, 200)
  return started
}

/** Every process of this start: each has the data folder among its arguments. */
function parts(pattern: RegExp): number[] {
  const command = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    } catch {
      return '' // just ended
    }
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && command(pid).includes(data) && pattern.test(command(pid)))
    .map(Number)
}

async function nothingLeft(): Promise<void> {
  for (let waited = 0; parts(/./).length > 0; waited += 50) {
    assert.ok(waited < 20_000, `still running: ${parts(/./)}`)
    await sleep(50)
  }
}

describe('npm start', { skip }, () => {
  test('on a new data folder it makes the demo city and says where everything is', async () => {
    const { child, said, code } = await ready()
    const passphrase = readFileSync(join(data, 'demo/passphrase'), 'utf8').trim()
    for (const part of [`http://127.0.0.1:${port}`, `:${port + 1}`, 'anna', passphrase, 'Ctrl-C stops it'])
      assert.ok(said().includes(part), `${part} is not in:\n${said()}`)
    child.kill('SIGINT')
    assert.equal(await code, 0)
    await nothingLeft()
  })

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`${signal} to npm alone stops everything in order`, async () => {
      const { child, code, said } = await ready('--no-demo')
      child.kill(signal)
      assert.equal(await code, 0, said())
      await nothingLeft()
      assert.equal(existsSync(join(data, 'postgres/postmaster.pid')), false)
    })

  test('Ctrl-C while it is still starting stops everything too', async () => {
    const started = npmStart('--no-demo')
    await started.until('starting the server')
    started.child.kill('SIGINT')
    assert.equal(await started.code, 0, started.said())
    await nothingLeft()
  })

  test('a second Ctrl-C ends it at once', async () => {
    const { child, code, said } = await ready('--no-demo')
    const [server] = parts(/server\/main\.ts/)
    process.kill(server ?? Number.NaN, 'SIGSTOP') // it will not finish
    child.kill('SIGINT')
    await sleep(800)
    child.kill('SIGINT')
    assert.notEqual(await code, 0, said())
    await nothingLeft()
  })

  const killed: [string, RegExp][] = [
    ['npm', /^npm start/],
    ['the script that npm runs', /tools\/start\.mjs/],
    ['the starter', /tools\/start\.ts/],
    ['the server', /server\/main\.ts/],
    ['PostgreSQL', /bin\/postgres -D/],
  ]
  for (const [title, pattern] of killed)
    test(`kill -9 of ${title} leaves nothing running, and the next start works at once`, async () => {
      const { code } = await ready('--no-demo')
      const [pid] = parts(pattern).filter((one) => !parts(/^\/bin\/sh/).includes(one))
      process.kill(pid ?? Number.NaN, 'SIGKILL')
      const again = await ready('--no-demo') // while the first may still be ending
      assert.notEqual(await code, 0)
      again.child.kill('SIGINT')
      assert.equal(await again.code, 0)
      await nothingLeft()
    })

  test('a second start on the same data folder is refused, and the first goes on', async () => {
    const first = await ready('--no-demo')
    const second = start(['--data', data, '--port', `${await freePorts()}`, '--no-demo'])
    assert.equal(await second.code, 1)
    assert.match(second.said(), /is in use by another CITYCoP/)
    assert.equal((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200)
    first.child.kill('SIGINT')
    await first.code
    await nothingLeft()
  })
})
