import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, passphrase, type Town } from '../../testing/town.ts'
import { citycop } from '../spawned.ts'

let town: Town
let folder: string
before(async () => {
  town = await createTown({ vault: true })
  folder = mkdtempSync(join(tmpdir(), 'citycop-identity-'))
  for (const name of ['anna', 'bruno'] as const) writeFileSync(join(folder, name), await town.keyfile(name))
  writeFileSync(join(folder, 'elena'), await makeKeyfile(town.staff.elena, passphrase))
  writeFileSync(join(folder, 'watchdog'), await makeKeyfile(town.watchdog, passphrase))
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function run(name: string, command: string, ...options: string[]) {
  const at = ['--json', '--server', town.origin, '--keyfile', join(folder, name)]
  const { code, out } = await citycop([...command.split(' '), ...at, ...options], {
    CITYCOP_PASSPHRASE: passphrase,
    CITYCOP_MEMORY: 'none',
  })
  return { code, said: JSON.parse(out) }
}

test('an emergency goes from the asking to the review, and nobody does two parts of it', async () => {
  const sent = await town.reports({ category: 'theft', identity: { name: 'Ottavia', contact: '055 1' } })
  const cause = ['--purpose', 'led_prevent', '--reason', 'danger-to-the-reporter']
  const asked = await run(
    'bruno',
    'identity request',
    '--report',
    sent.receipt.reference,
    '--until',
    civilToday(),
    ...cause,
  )
  assert.equal(asked.code, 0, JSON.stringify(asked.said))
  const request = ['--request', asked.said.id as string]
  const early = await run('bruno', 'identity reveal', ...request, ...cause)
  assert.deepEqual([early.code, early.said.problem.code], [1, 'forbidden'])
  assert.equal((await run('anna', 'identity approve', ...request)).code, 0)
  assert.equal((await run('anna', 'identity list')).said.requests[0].state, 'approved')
  const { said } = await run('bruno', 'identity reveal', ...request, ...cause)
  assert.deepEqual(said, { name: 'Ottavia', contact: '055 1' })
  assert.equal((await run('anna', 'identity review', ...request, '--outcome', 'justified')).code, 1)
  assert.equal((await run('elena', 'identity review', ...request, '--outcome', 'justified')).code, 0)
})

test('the watchdog’s command says that nobody is told later, and is nobody else’s', async () => {
  assert.deepEqual((await run('watchdog', 'watchdog notices')).said, { notices: [], faults: 0 })
  assert.equal((await run('anna', 'watchdog notices')).said.problem.code, 'forbidden')
})
