// A log that forks asks a witness for both of its histories at once, and the witness is killed meanwhile, again and again.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { openCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { parseSize } from '@citycop/protocol/log/witness-request.ts'
import { type SmallLog, smallLog } from '../../testing/small-log.ts'
import { ask, submit } from '../../testing/test-witness.ts'
import { originHash } from './checkpoint-files.ts'

const rounds = Number(process.env.CITYCOP_KILLS ?? 100)
const folder = mkdtempSync(join(tmpdir(), 'citycop-witness-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const logs = join(folder, 'logs')

test(`a witness killed ${rounds} times under load has signed one history`, async () => {
  const first = smallLog('citycop.testville.example/log/1')
  writeFileSync(logs, `log ${first.line}\n`)
  const signed: { size: number; root: Uint8Array }[] = []
  let histories = [first]
  for (let round = 0; round <= rounds; round++) {
    const { child, origin } = await listening()
    const { size, followed } = await held(origin, histories)
    histories = [followed, followed.fork(size)]
    const gone = new Promise((resolve) => child.once('exit', resolve))
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 400)
    await Promise.all(histories.map((log) => insist(origin, log, size, signed)))
    await gone
  }
  const [followed] = histories as [SmallLog]
  for (const { size, root } of signed) assert.ok(equal(followed.root(size), root), `size ${size}`)
  assert.ok(signed.length > rounds, `${signed.length} cosignatures are too few to show anything`)
})

/** What the witness signed last, and which of the histories that is. */
async function held(origin: string, histories: readonly SmallLog[]): Promise<{ size: number; followed: SmallLog }> {
  const [some] = histories as [SmallLog]
  const { status, body } = await ask({ origin }, 'GET', `/${originHash(some.key.name)}/checkpoint`)
  if (status === 404) return { size: 0, followed: some }
  const { size, root } =
    openCheckpoint(body.split('\n').slice(0, -2).join('\n').concat('\n'), some.key) ?? assert.fail()
  return { size, followed: histories.find((log) => equal(log.root(size), root)) ?? assert.fail('it signed neither') }
}

/** Asks for one more, and one more, until nobody answers. */
async function insist(origin: string, log: SmallLog, from: number, signed: { size: number; root: Uint8Array }[]) {
  for (let old = from; ; ) {
    const size = old + 1 + (old % 3)
    const answer = await submit({ origin }, log, old, size).catch(() => undefined)
    if (!answer) return
    if (answer.status === 200) signed.push({ size, root: log.root(size) })
    old = answer.status === 200 ? size : (parseSize(answer.body) ?? old)
  }
}

function listening() {
  const witness = ['witness', '--state', join(folder, 'state'), '--listen', '127.0.0.1:0', '--logs', logs]
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), ...witness], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  return new Promise<{ child: typeof child; origin: string }>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`ended: ${said}`)))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, origin] = /witness of 1 log at (\S+)\n/.exec(said) ?? []
      if (origin) resolve({ child, origin })
    })
  })
}
