import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { tellingJpeg, traces } from '../../client/attachments/testing/telling-pictures.ts'
import { createTown, type Name, names, passphrase, type Town } from '../../testing/town.ts'
import { citycop } from '../spawned.ts'

const scratch = mkdtempSync(join(tmpdir(), 'citycop-cli-'))
const photo = join(scratch, 'photo.png')
let town: Town
let server: string[]

before(async () => {
  town = await createTown()
  server = ['--server', town.origin]
  for (const name of names) writeFileSync(join(scratch, `${name}.age`), await town.keyfile(name))
  writeFileSync(photo, 'not really a picture')
})
after(async () => {
  await town.close()
  rmSync(scratch, { recursive: true })
})

const run = async (args: string[], env: Record<string, string> = {}) => {
  const { code, out, errors } = await citycop([...args, ...server, '--json'], env)
  return { code, errors, said: JSON.parse(out) }
}
const officer = (name: Name, act: string, ...more: string[]) =>
  run(['officer', act, '--keyfile', join(scratch, `${name}.age`), ...more], { CITYCOP_PASSPHRASE: passphrase })
const tell = (...more: string[]) => run(['report', '--category', 'noise', '--text', 'Music until three', ...more])
const refused = (ended: { code: number | null; said: { problem?: { code: string } } }, code: string) =>
  assert.deepEqual([ended.code, ended.said.problem?.code], [1, code])

test('words that nobody reported with show nothing', async () => {
  const { words } = { words: 'legal winner thank year wave sausage worth useful legal winner thank yellow' }
  refused(await run(['follow'], { CITYCOP_WORDS: words }), 'not-found')
})

test('a unit that does not exist, or a receipt that is there already, stops a report before it is sent', async () => {
  refused(await tell('--unit', 'no-such-unit'), 'wrong-unit')
  const taken = join(scratch, 'taken.json')
  writeFileSync(taken, 'mine')
  refused(await tell('--receipt', taken), 'file')
  assert.equal(readFileSync(taken, 'utf8'), 'mine')
  const { said } = await officer('anna', 'list')
  assert.deepEqual(said.reports, [])
})

test('a wrong passphrase opens no keyfile, and is not repeated', async () => {
  const { code, out, errors } = await citycop(['officer', 'list', ...server, '--keyfile', join(scratch, 'anna.age')], {
    CITYCOP_PASSPHRASE: 'open sesame',
  })
  assert.deepEqual([code, out], [1, ''])
  assert.equal(errors, 'citycop: the passphrase does not open this keyfile\n')
})

test('a city whose root was swapped is stopped before anything is sent', async () => {
  const pin = join(scratch, 'swapped.json')
  writeFileSync(pin, JSON.stringify({ ...town.pins, rootPk: Buffer.alloc(32, 7).toString('base64') }))
  refused(await tell('--pin', pin), 'distrusted')
})

test('a directory older than the one this account has seen is stopped', async () => {
  const folder = join(scratch, 'memory')
  const env = { CITYCOP_MEMORY: folder, CITYCOP_PASSPHRASE: passphrase }
  const list = () => run(['officer', 'list', '--keyfile', join(scratch, 'anna.age')], env)
  assert.equal((await list()).code, 0)
  const [file = ''] = readdirSync(folder)
  const seen = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  writeFileSync(join(folder, file), JSON.stringify({ ...seen, directory: seen.directory + 1 }))
  const again = await list()
  refused(again, 'distrusted')
  assert.match(again.errors, /older than one this device has already seen/)
})

test('an officer of another unit finds no report, and one in the wrong state costs no opening', async () => {
  const { said } = await tell()
  refused(await officer('carla', 'open', '--report', said.reference), 'not-found')
  refused(
    await officer('anna', 'close', '--report', said.reference, '--reason', 'resolved', '--text', 'x'),
    'state-changed',
  )
  const { said: followed } = await run(['follow'], { CITYCOP_WORDS: said.passphrase })
  assert.deepEqual(followed.openings, [])
})

test('no name of an attached file leads out of the folder, and none of a stranger’s bytes steers a terminal', async () => {
  const files = ['../../evil.sh', '/tmp/evil.sh', '.profile', 'a\u001b[2Jb.png'].map((name) => ({
    name,
    type: 'text/plain',
    bytes: new TextEncoder().encode(name),
  }))
  const { receipt } = await town.reports({ what: 'look \u001b]0;owned\u0007', files })
  const folder = join(scratch, 'nest/files')
  mkdirSync(join(scratch, 'nest'))
  const keyfile = join(scratch, 'anna.age')
  const { code, out } = await citycop(
    ['officer', 'open', ...server, '--keyfile', keyfile, '--report', receipt.reference, '--save', folder],
    { CITYCOP_PASSPHRASE: passphrase },
  )
  assert.equal(code, 0)
  assert.doesNotMatch(out.replaceAll('\n', ''), /\p{Cc}/u)
  assert.deepEqual(readdirSync(join(scratch, 'nest')), ['files'])
  assert.deepEqual(readdirSync(folder).sort(), ['a_[2Jb.png', 'evil (2).sh', 'evil.sh', 'profile'])
  assert.equal(readFileSync(join(folder, 'evil.sh'), 'utf8'), '../../evil.sh')
})

test('an attached photo loses place, time and device before it is sealed; kept, it arrives to the byte', async () => {
  const telling = join(scratch, 'IMG_20250601_120000.jpg')
  writeFileSync(telling, tellingJpeg())
  const folder = join(scratch, 'cleaned')
  const arrive = async (...more: string[]) => {
    const { said } = await tell('--attach', telling, '--attach', photo, ...more)
    const opened = await officer('anna', 'open', '--report', said.reference, '--save', folder)
    return opened.said.messages[0].files.map((one: { path: string; metadata: string }) => [
      one.metadata,
      readFileSync(one.path),
    ])
  }
  const [[removed, cleaned], [unremovable]] = await arrive()
  assert.deepEqual([removed, unremovable], ['removed', 'unremovable'])
  for (const trace of traces) assert.equal(cleaned.includes(trace), false, trace)
  const [[kept, whole]] = await arrive('--keep-metadata')
  assert.equal(kept, 'kept')
  assert.ok(whole.equals(Buffer.from(tellingJpeg())))
})

test('a report goes to the unit and its answer comes back, each by twelve words or a keyfile alone', async () => {
  const kept = join(scratch, 'receipt.json')
  const sent = await tell('--where', 'Pier 4', '--attach', photo, '--receipt', kept, '--language', 'it')
  assert.equal(sent.code, 0)
  assert.deepEqual(Object.keys(sent.said), ['reference', 'passphrase', 'receipt'])
  const { reference, passphrase: words } = sent.said
  assert.equal(words.split(' ').length, 12)
  const checked = await run(['receipt', 'verify', kept])
  assert.deepEqual([checked.code, checked.said.good], [0, true])

  const opened = await officer('anna', 'open', '--report', reference.toLowerCase(), '--save', join(scratch, 'saved'))
  assert.equal(opened.said.messages[0].text, 'Music until three')
  assert.equal(readFileSync(join(scratch, 'saved/photo.png'), 'utf8'), 'not really a picture')
  const asked = await officer('bruno', 'answer', '--report', reference, '--ask', '--text', 'Which bar?')
  assert.equal(asked.said.status, 'waiting')

  const env = { CITYCOP_WORDS: words }
  const followed = await run(['follow'], env)
  assert.deepEqual(
    followed.said.openings.map((one: { purpose: string }) => one.purpose),
    ['handle_concern', 'handle_concern'],
  )
  assert.equal(followed.said.messages.at(-1).text, 'Which bar?')
  assert.equal((await run(['say', '--text', 'The Anchor'], env)).code, 0)

  const closed = await officer(
    'bruno',
    'close',
    '--report',
    opened.said.ref,
    '--reason',
    'resolved',
    '--text',
    'They stopped',
  )
  assert.deepEqual([closed.said.status, closed.said.reason], ['closed', 'resolved'])
  assert.equal((await run(['contest', '--text', 'They did not'], env)).said.status, 'contested')
  const withdrawn = await run(['withdraw'], env)
  assert.match(withdrawn.said.eraseOn, /^\d{4}-\d\d-\d\d$/)
  assert.equal((await run(['undo-withdrawal'], env)).said.status, 'contested')
})
