import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { forgetLines, logFile } from './log-file.ts'

test('lines are kept by day, and a day whose time is over is gone with its lines; nothing else is touched', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'citycop-lines-'))
  t.after(() => rmSync(data, { recursive: true, force: true }))
  mkdirSync(join(data, 'logs'))
  for (const name of ['server.jsonl', 'server-2026-05-31.jsonl', 'server-2026-06-01.jsonl', 'notes-2020-01-01.txt'])
    writeFileSync(join(data, 'logs', name), 'x\n')
  let at = new Date('2026-11-29T23:59:59Z')
  const log = logFile(data, () => at)
  log.write('one\n')
  at = new Date('2026-11-30T00:00:01Z')
  log.write('two\n')
  await t.waitFor(() => assert.equal(readFileSync(join(data, 'logs/server-2026-11-30.jsonl'), 'utf8'), 'two\n'))
  await forgetLines(data, (day) => day < '2026-06-01')
  assert.deepEqual(readdirSync(join(data, 'logs')).sort(), [
    'notes-2020-01-01.txt',
    'server-2026-06-01.jsonl',
    'server-2026-11-29.jsonl',
    'server-2026-11-30.jsonl',
  ])
})
