import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { help } from '../server/platform/options.ts'
import { freePorts, start } from './start/started.ts'

let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'citycop-start-'))
})
after(() => rmSync(folder, { recursive: true }))

function dataFolder(name: string, pins?: { instance?: string; suite: string; demo: boolean }): string {
  const data = join(folder, name)
  if (pins) {
    mkdirSync(join(data, 'instance'), { recursive: true })
    writeFileSync(join(data, 'instance/pins.json'), JSON.stringify(pins))
  }
  return data
}

async function refusal(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, said } = start(args, env)
  assert.equal(await code, 1, said())
  const lines = said().trim().split('\n')
  assert.equal(lines.length, 1, `one sentence: ${said()}`)
  assert.match(lines[0] ?? '', /^CITYCoP cannot start: .*\.$/)
  return lines[0] ?? ''
}

test('--help explains everything and starts nothing', async () => {
  const { code, said } = start(['--help', '--data', dataFolder('unmade')])
  assert.equal(await code, 0)
  assert.equal(said().trim(), help.trim())
  assert.ok(!readdirSync(folder).includes('unmade'))
})

test('an unknown option is one sentence', async () => {
  assert.match(await refusal(['--colour', 'red']), /--colour.*--help explains every option/)
})

test('a taken port is one sentence, the desk’s too', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const data = dataFolder('ports')
  assert.match(await refusal(['--port', `${port}`, '--data', data]), new RegExp(`port ${port} is taken`))
  assert.match(
    await refusal(['--port', `${port - 1}`, '--data', data]),
    new RegExp(`port (${port}|${port - 1}) is taken`),
  )
  server.close()
})

test('a DATABASE_URL that points nowhere is one sentence', async () => {
  const args = ['--port', `${await freePorts()}`, '--data', dataFolder('nowhere')]
  const said = await refusal(args, { DATABASE_URL: 'postgres://a:secret-word@127.0.0.1:1/x' })
  assert.match(said, /nothing answers as PostgreSQL at 127\.0\.0\.1:1/)
  assert.doesNotMatch(said, /secret-word/)
})

test('a data folder keeps the suite it was made with', async () => {
  const data = dataFolder('classic', { suite: 'classic', demo: true })
  assert.match(await refusal(['--data', data, '--suite', 'pq']), /was made with --suite classic/)
})

test('a data folder keeps the city it was made for', async () => {
  const data = dataFolder('elsewhere', { instance: 'harbourtown', suite: 'classic', demo: true })
  assert.match(await refusal(['--data', data, '--pilot', 'lisboa']), /was made for harbourtown, which stays/)
})

test('a city that no folder of pilots/ describes is one sentence', async () => {
  assert.match(
    await refusal(['--data', dataFolder('none'), '--pilot', 'atlantis']),
    /there is no pilot atlantis, only /,
  )
})

test('cities are not put into the folder of one', async () => {
  const data = dataFolder('taken', { instance: 'lisboa', suite: 'classic', demo: true })
  assert.match(await refusal(['--data', data, '--pilot', 'lisboa', '--pilot', 'dublin']), /is the folder of one city/)
})

test('a real city is not filled with demo people', async () => {
  const data = dataFolder('real', { suite: 'pq', demo: false })
  assert.match(await refusal(['--data', data]), /is not a demo city; start it with --no-demo/)
})

test('a demo city stays on this machine', async () => {
  assert.match(await refusal(['--data', dataFolder('open'), '--host', '0.0.0.0']), /a demo city stays on this machine/)
})

test('floods are held off wherever it is not a demo', async () => {
  const data = dataFolder('unlimited', { suite: 'pq', demo: false })
  assert.match(await refusal(['--data', data, '--no-demo', '--limits', 'off']), /--limits off is for a demo city only/)
})

test('a data folder that is a file is one sentence', async () => {
  writeFileSync(join(folder, 'file'), '')
  assert.match(await refusal(['--data', join(folder, 'file')]), /cannot be written/)
})
