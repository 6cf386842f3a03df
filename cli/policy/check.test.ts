import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { baseCity } from '@citycop/floor/decide/cedar-text.ts'

const examples = join(import.meta.dirname, '../../floor/examples')
const day = ['--today', '2026-11-24']
let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'))
  cpSync(join(examples, 'accepted/de-hafenburg.json'), join(folder, 'policy.json'))
  writeFileSync(join(folder, 'city.cedar'), baseCity())
})
after(() => rmSync(folder, { recursive: true }))

const citycop = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const main = join(import.meta.dirname, '../main.ts')
    execFile(process.execPath, [main, 'policy', 'check', ...args, ...day], (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

test('a refused set of parameters is told with parameter, value, bound, law and what to do', async () => {
  const { code, out } = await citycop(join(examples, 'refused/r09-map-house-level.json'))
  assert.equal(code, 1)
  for (const line of [
    'refused: M1 map.cell_m',
    '  is     50',
    '  bound  200',
    '  law    GDPR 25(2), 5(1)(c)',
    '  do     set map.cell_m to at least 200 metres',
  ])
    assert.ok(out.split('\n').includes(line), line)
})

test('a program gets the same as one object', async () => {
  const { code, out } = await citycop(join(examples, 'refused/r17-slow-breach.json'), '--json')
  assert.equal(code, 1)
  const { ok, refusals, cases } = JSON.parse(out)
  assert.deepEqual([ok, cases, refusals.length], [false, 0, 1])
  assert.deepEqual([refusals[0].where, refusals[0].value, refusals[0].bound], ['B1', 96, 72])
})

test('a folder whose permits take a right away is refused by name', async () => {
  const bad = mkdtempSync(join(tmpdir(), 'policy-'))
  cpSync(folder, bad, { recursive: true })
  const forbid = 'forbid (principal, action == CityCoP::Action::"mailbox:read", resource);'
  writeFileSync(join(bad, 'city.cedar'), `${baseCity()}\n@id("C-BLIND") ${forbid}`)
  const { code, out } = await citycop(bad)
  rmSync(bad, { recursive: true })
  assert.equal(code, 1)
  assert.match(out, /refused: city\.cedar C-BLIND\n {2}do {5}leave out mailbox:read/)
})

test('a folder without permits, a file that is no JSON and a path that is none are refused in a sentence', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'policy-'))
  writeFileSync(join(empty, 'x.json'), '{')
  const none = await citycop(empty)
  const broken = await citycop(join(empty, 'x.json'))
  const nowhere = await citycop(join(empty, 'y.json'))
  rmSync(empty, { recursive: true })
  assert.match(none.err, /without permits/)
  assert.match(broken.err, /is not JSON/)
  assert.match(nowhere.err, /does not exist/)
  assert.ok([none, broken, nowhere].every(({ code }) => code !== 0))
})

test('a folder that keeps to the floor passes, and says how many cases it went through', async () => {
  const { code, out } = await citycop(folder)
  assert.equal(code, 0, out)
  assert.match(out, /keeps to the floor: exhaustive over \d{4} cases/)
})

test('every accepted example passes', async () => {
  for (const name of readdirSync(join(examples, 'accepted'))) {
    const file = join(examples, 'accepted', name)
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).schema, 'citycop-policy/1')
    assert.equal((await citycop(file)).code, 0, name)
  }
})
