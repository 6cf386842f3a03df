import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, passphrase, type Town } from '../../testing/town.ts'
import { type Staff, staffNames, townPolicy } from '../../testing/town-policy.ts'
import { citycop } from '../spawned.ts'

let town: Town
let folder: string
before(async () => {
  town = await createTown()
  folder = mkdtempSync(join(tmpdir(), 'citycop-versions-'))
  for (const name of staffNames) writeFileSync(join(folder, name), await makeKeyfile(town.staff[name], passphrase))
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function policy(name: keyof Staff, act: string, ...options: string[]) {
  const args = ['policy', act, '--json', '--server', town.origin, '--keyfile', join(folder, name), ...options]
  const { code, out } = await citycop(args, { CITYCOP_PASSPHRASE: passphrase, CITYCOP_MEMORY: 'none' })
  return { code, said: JSON.parse(out) }
}

function file(name: string, days: number): string {
  const path = join(folder, name)
  const { policy } = townPolicy(town.pins.instance, civilToday(), 9, (one) => ({
    ...one,
    retention: { ...one.retention, report_noncrime: { days }, report_no_action: { days } },
  }))
  writeFileSync(path, JSON.stringify(policy))
  return path
}

test('a version outside the floor is refused with every reason', async () => {
  const { code, said } = await policy('giulia', 'propose', file('long.json', 4000))
  assert.equal(code, 1)
  assert.match(said.refused.join('\n'), /report_noncrime/)
  assert.match(said.refused.join('\n'), /report_no_action/)
})

test('a version is proposed, read, approved by two others, and in force; a proposer cannot approve', async () => {
  const proposed = await policy('elena', 'propose', file('short.json', 100))
  assert.deepEqual([proposed.code, proposed.said.number], [0, 2])
  const hash = ['--sha256', proposed.said.sha256]
  const own = await policy('elena', 'approve', ...hash)
  assert.deepEqual([own.code, own.said.problem.code], [1, 'forbidden'])
  assert.equal((await policy('elena', 'drop', ...hash)).said.dropped, true)

  await policy('giulia', 'propose', file('short.json', 100))
  const { said } = await policy('elena', 'show')
  assert.equal(said.inForce, 1)
  const difference = said.draft.differences.find(({ id }: { id?: string }) => id === 'R1')
  assert.deepEqual([difference.from, difference.to, difference.stricter, difference.reachesOld], [180, 100, true, true])
  const other = await policy('elena', 'approve', '--sha256', '0'.repeat(64))
  assert.deepEqual([other.code, other.said.problem.code], [1, 'state-changed'])
  const now = ['--sha256', said.draft.sha256]
  assert.equal((await policy('elena', 'approve', ...now)).said.published, false)
  assert.equal((await policy('franco', 'approve', ...now)).said.published, true)
  assert.equal((await policy('franco', 'show')).said.inForce, 2)
})
