import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseKey } from '@citycop/protocol/log/note.ts'
import { smallLog } from '../../testing/small-log.ts'
import { submit } from '../../testing/test-witness.ts'
import { citycop } from '../spawned.ts'

const folder = mkdtempSync(join(tmpdir(), 'citycop-witness-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const state = join(folder, 'state')
const logs = join(folder, 'logs')
const log = smallLog('citycop.testville.example/log/1')
writeFileSync(logs, `# ours\nlog ${log.line}\n`)

test('--print-key draws a key once, and prints it as a policy needs it', async () => {
  const first = await citycop(['witness', '--state', state, '--name', 'watchdog.example/w1', '--print-key'])
  assert.equal(first.code, 0, first.errors)
  const key = parseKey(first.out.trim())
  assert.deepEqual([key.name, key.algorithm], ['watchdog.example/w1', 4])
  const again = await citycop(['witness', '--state', state, '--print-key', '--json'])
  assert.deepEqual(JSON.parse(again.out), { key: first.out.trim() })
})

test('the command cosigns until it is told to stop, and ends well', async () => {
  const running = await listening()
  assert.equal((await submit(running, log, 0, 9)).status, 200)
  const beside = await citycop(['witness', '--state', state, '--listen', '127.0.0.1:0', '--logs', logs])
  assert.deepEqual([beside.code, beside.out], [1, ''])
  assert.match(beside.errors, /another process is the witness/)
  assert.equal((await citycop(['witness', '--state', state, '--print-key'])).code, 0, 'its key can be read meanwhile')
  assert.equal(await stopped(running.child, 'SIGTERM'), 0)
})

test('a witness that is killed leaves its folder free, and what it signed', async () => {
  const first = await listening()
  assert.equal((await submit(first, log, 9, 20)).status, 200)
  await stopped(first.child, 'SIGKILL')
  const second = await listening()
  assert.equal((await submit(second, log, 9, 21)).body, '20\n')
  await stopped(second.child, 'SIGINT')
})

test('what it cannot begin with is one sentence', async () => {
  const broken = join(folder, 'broken')
  writeFileSync(broken, 'log nothing\n')
  const [cut, empty] = [join(folder, 'cut'), join(folder, 'empty')]
  writeFileSync(cut, `log ${log.line}`)
  writeFileSync(empty, '# none yet\n')
  const args = ['witness', '--state', join(folder, 'other')]
  for (const [more, code, says] of [
    [['--logs', logs], 2, /needs --listen/],
    [['--listen', 'nowhere', '--logs', logs], 2, /HOST:PORT/],
    [['--listen', '127.0.0.1:99999', '--logs', logs], 2, /HOST:PORT/],
    [['--listen', '127.0.0.1:0', '--logs', broken], 1, /line 1: not a verifier key/],
    [['--listen', '127.0.0.1:0', '--logs', cut], 1, /ended by a newline/],
    [['--listen', '127.0.0.1:0', '--logs', empty], 1, /it names none/],
    [['--listen', '127.0.0.1:0', '--logs', join(folder, 'none')], 1, /does not exist/],
    [['--listen', '192.0.2.1:7380', '--logs', logs], 1, /cannot be listened on/],
    [['--name', 'A Name', '--print-key'], 1, /without scheme/],
  ] as const) {
    const ended = await citycop([...args, ...more])
    assert.equal(ended.code, code, ended.errors)
    assert.match(ended.errors, says)
  }
})

type Listening = { child: ChildProcess; origin: string; keyLine: string; close(): Promise<void> }

function listening(): Promise<Listening> {
  const args = [
    join(import.meta.dirname, '../main.ts'),
    'witness',
    '--state',
    state,
    '--listen',
    '127.0.0.1:0',
    '--logs',
    logs,
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`ended: ${said}`)))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, keyLine, origin] = /^(.*)\nwitness of 1 log at (\S+)\n/.exec(said) ?? []
      if (keyLine && origin) resolve({ child, origin, keyLine, close: async () => {} })
    })
  })
}

const stopped = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill(signal)
  })
