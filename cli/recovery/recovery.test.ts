// A unit has lost every keyfile: the whole way back at the command line, and what it refuses.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { done, run } from '../../testing/at-terminal.ts'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, passphrase, type Town } from '../../testing/town.ts'
import { sealSeed } from '../instance/sealed-seed.ts'

let town: Town
let folder: string
let behind = 3 * 60_000 // the commands ask this machine's clock, so the wait has to lie in the past
const unit = 'harbour-team'
const people = ['rosa', 'ugo', 'ines', 'mihai', 'aoife']
const file = (name: string) => join(folder, name)

before(async () => {
  Object.assign(process.env, {
    CITYCOP_PASSPHRASE: passphrase,
    CITYCOP_ROOT_PASSPHRASE: 'words of the root alone',
    CITYCOP_ADMIN_PASSPHRASE: passphrase,
    CITYCOP_MEMORY: 'none',
  })
  town = await createTown({ witnesses: true, now: () => new Date(Date.now() - behind) })
  folder = mkdtempSync(join(tmpdir(), 'citycop-recovery-'))
  writeFileSync(file('anna'), await town.keyfile('anna'))
  writeFileSync(file('admin.key'), await sealSeed(town.pins, town.admin, passphrase))
  writeFileSync(file('open.key'), `${toBase64(town.root)}\n`)
  writeFileSync(file('pins.json'), JSON.stringify(town.pins))
  await town.reports()
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

/** Whose custodians it names is not asked before the root key opens. */
const unsigned = {
  payloadType: 'application/vnd.citycop.custodians.v1+json',
  payload: Buffer.from(
    JSON.stringify({
      v: 1,
      instance: 'testville',
      certNo: 1,
      notBefore: '2026-01-01',
      custodians: people.map((_, i) => ({
        custodianPk: Buffer.alloc(32, i).toString('base64'),
        recipient: `age1${'q'.repeat(58)}`,
      })),
    }),
  ).toString('base64'),
  signatures: [{ keyid: '00'.repeat(8), sig: Buffer.alloc(64).toString('base64') }],
}
const online = () => ['--server', town.origin, '--pin', file('pins.json')]
const offline = () => ['--pins', file('pins.json'), '--root', file('root.key')]
const keyfile = (name: string) => ['--keyfile', file(name)]

test('a root key that lies there without a passphrase is not used, nor another one, nor by another’s words; a command wraps it', async () => {
  const split = (root: string) => {
    writeFileSync(file('custodians'), JSON.stringify(unsigned))
    return run(
      `recover split ${unit}`,
      ...['--pins', file('pins.json'), '--root', file(root), '--custodians', file('custodians'), '--out', file('no')],
    )
  }
  const open = await split('open.key')
  assert.deepEqual([open.refused, /seal-key .*open\.key --root/.test(open.reason)], ['not-sealed', true], open.reason)
  const seal = (...more: string[]) =>
    run(`instance seal-key ${file('open.key')}`, '--pins', file('pins.json'), '--out', file('root.key'), ...more)
  assert.match((await seal()).reason, /add --root/)
  assert.equal((await seal('--root')).code, 0)
  assert.ok(!readFileSync(file('root.key'), 'latin1').includes(toBase64(town.root)))
  assert.match((await split('admin.key')).reason, /passphrase does not open/)
  const set = process.env.CITYCOP_ROOT_PASSPHRASE
  process.env.CITYCOP_ROOT_PASSPHRASE = passphrase
  assert.match((await split('admin.key')).reason, /not the root of these pins/)
  assert.match((await split('root.key')).reason, /passphrase does not open/)
  process.env.CITYCOP_ROOT_PASSPHRASE = set
})

test('five custodians get a share each, and the unit’s keys are sealed to what three of them open', async () => {
  for (const name of people)
    await done('recover custodian', '--pins', file('pins.json'), '--name', name, '--out', file(name))
  const cards = people.flatMap((name) => ['--card', file(`${name}.card.json`)])
  const few = await run('recover appoint', ...offline(), ...cards.slice(2), '--out', file('few.json'))
  assert.equal(few.code, 2)
  await done('recover appoint', ...offline(), ...cards, '--out', file('custodians.json'))
  await done(`recover publish ${file('custodians.json')}`, ...online())
  await done(`recover split ${unit}`, ...offline(), '--custodians', file('custodians.json'), '--out', file('shares'))
  assert.equal(readdirSync(file('shares')).length, 6)
  await done(`recover publish ${file(`shares/${unit}.recovery.json`)}`, ...online())
  const stranger = await done(`unit status ${unit}`, ...online())
  assert.deepEqual(
    [stranger.recovery.certNo, stranger.recovery.used, stranger.recovery.needed, stranger.recovery.custodians.certNo],
    [1, false, 3, 1],
  )
  assert.deepEqual(stranger.copies, [{ epoch: 1, recoverable: 'unknown' }])
  const before = await done(`unit status ${unit}`, ...online(), ...keyfile('anna'))
  assert.deepEqual([before.unrecoverable, before.copies], [[1], [{ epoch: 1, recoverable: 'no' }]])
  assert.equal((await done('officer wrap-keys', ...online(), ...keyfile('anna'))).stored, 1)
  const after = await done(`unit status ${unit}`, ...online(), ...keyfile('anna'))
  assert.deepEqual([after.unrecoverable, after.copies], [[], [{ epoch: 1, recoverable: 'yes' }]])
})

test('three of five bring the unit back to a new officer, after the wait and in the open', async () => {
  const asked = file('request.json')
  await done(`recover request ${unit}`, ...online(), ...keyfile('rosa'), '--out', asked)
  assert.equal((await run(`recover publish ${asked}`, ...online())).said.problem.code, 'bad-signature')
  await done(`recover sign ${asked}`, ...keyfile('ugo'))
  assert.match((await run(`recover sign ${asked}`, ...keyfile('ugo'))).said.problem.detail, /signed already/)
  await done(`recover sign ${asked}`, ...keyfile('mihai'))
  await done(`recover publish ${asked}`, ...online())
  const fetch = () => run(`recover fetch ${unit}`, ...online(), ...keyfile('rosa'), '--out', file('keys.json'))
  assert.match((await fetch()).said.problem.detail, /wait is not over/)
  const [waiting] = (await done(`unit status ${unit}`, ...online())).asked
  assert.deepEqual([waiting.state, waiting.by.length], ['waiting', 3])

  const { fingerprint } = await done(
    'officer new',
    '--server',
    town.origin,
    '--unit',
    unit,
    '--name',
    'Eva',
    '--out',
    file('eva2'),
  )
  const add = ['--admin', file('admin.key'), '--trained-on', civilToday(), '--fingerprint', fingerprint]
  const { keyId } = await done(`unit add-member ${unit} ${file('eva2.request.json')}`, '--server', town.origin, ...add)

  behind = 0
  assert.match((await fetch()).said.problem.detail, /log that everybody sees/)
  await town.app.context.publisher.tick()
  const fetched = await fetch()
  assert.equal(fetched.code, 0, JSON.stringify(fetched.said))
  const shares = readdirSync(file('shares')).filter((name) => name.endsWith('.age'))
  for (const [i, name] of people.entries())
    if (i < 3)
      await done(`recover open-share ${file(`shares/${shares[i]}`)}`, ...keyfile(name), '--out', file(`${name}.share`))
  const theirs = await run(`recover open-share ${file(`shares/${shares[4]}`)}`, ...keyfile('rosa'), '--out', file('x'))
  assert.equal(theirs.said.problem.code, 'share')
  const combine = (...names: string[]) =>
    run(
      `recover combine ${file('keys.json')}`,
      '--for',
      keyId,
      '--out',
      file('handover.json'),
      ...names.flatMap((one) => ['--share', file(one)]),
    )
  assert.match((await combine('rosa.share', 'ugo.share')).said.problem.detail, /three good shares/)
  const envelope = JSON.parse(readFileSync(file('ines.share'), 'utf8'))
  const said = JSON.parse(Buffer.from(envelope.payload, 'base64').toString())
  const changed = JSON.stringify({ ...said, share: Buffer.alloc(33, 7).toString('base64') })
  writeFileSync(file('bad.share'), JSON.stringify({ ...envelope, payload: Buffer.from(changed).toString('base64') }))
  assert.match((await combine('rosa.share', 'ugo.share', 'bad.share')).said.problem.detail, /bad: .*bad\.share/)
  assert.equal((await combine('rosa.share', 'ugo.share', 'ines.share')).code, 0)
  assert.ok(!readFileSync(file('handover.json'), 'utf8').includes('SECRET'))

  assert.equal(
    (await done(`recover hand-in ${file('handover.json')}`, '--server', town.origin, ...keyfile('eva2'))).stored,
    1,
  )
  const { reports } = await done('officer list', '--server', town.origin, ...keyfile('eva2'))
  const why = ['--purpose', 'handle_concern', '--reason', 'first-reading']
  const opened = await done(
    'officer open',
    '--report',
    reports[0].ref,
    '--server',
    town.origin,
    ...keyfile('eva2'),
    ...why,
  )
  assert.match(JSON.stringify(opened), /lamp at the corner/)
  assert.equal((await done(`unit status ${unit}`, ...online())).recovery.used, true)

  await done(
    `recover split ${unit}`,
    ...offline(),
    '--custodians',
    file('custodians.json'),
    '--out',
    file('again'),
    '--number',
    '2',
  )
  const replaced = await done(`recover publish ${file(`again/${unit}.recovery.json`)}`, ...online())
  assert.match(replaced.backupsUntil, /^\d{4}-/)
  assert.equal((await done('officer wrap-keys', '--server', town.origin, ...keyfile('eva2'))).stored > 0, true)
})
