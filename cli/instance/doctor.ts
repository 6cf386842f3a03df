// `citycop doctor`: named checks with what was seen and the command that mends it.
import { resolve } from 'node:path'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { originOf, pinOption, pinsFor } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { Usage } from '../usage.ts'
import { type Check, check } from './check.ts'
import { checkDatabase } from './check-database.ts'
import { checkFolder, pinsIn } from './check-folder.ts'
import { checkServer } from './check-server.ts'

export const command: Command = {
  options: {
    server: { value: 'URL', says: 'check a running server from outside' },
    data: {
      value: 'DIR',
      says: 'check a data folder on this machine; its pins.json is then the key the server is held to',
    },
    pin: pinOption,
  },
  about: `
Checks what can be checked and says for each what was seen: ok, warn or FAIL, and the command that mends it. At least one of
--server and --data is needed. With DATABASE_URL it also asks whether PostgreSQL answers there. Exit code 1 when anything fails.

  citycop doctor --data data --server http://127.0.0.1:8080`,
  run: doctor,
}

async function doctor(given: Given) {
  const [server, folder] = [given.text('server'), given.text('data')]
  if (server === undefined && folder === undefined) throw new Usage('"doctor" needs --server URL, --data DIR, or both')
  const origin = server === undefined ? undefined : originOf(server)
  const data = folder === undefined ? undefined : resolve(folder)
  const database = process.env.DATABASE_URL
  const checks = [
    await check('node', 'npm ci, which brings Node 24', nodeVersion),
    ...(data === undefined ? [] : await checkFolder(data)),
    ...(database ? [await checkDatabase(database)] : []),
    ...(origin === undefined ? [] : await serverChecks(origin, given.text('pin'), data)),
  ]
  const healthy = checks.every(({ state }) => state !== 'fail')
  return { json: { healthy, checks }, text: said(checks), failed: !healthy }
}

function nodeVersion(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 18)) throw new Error(`${process.version} is older than 22.18`)
  return process.version
}

async function serverChecks(origin: string, pin: string | undefined, data: string | undefined): Promise<Check[]> {
  let pins: Pins | undefined
  const found = await check('pins', 'name the key you know the city by: --pin FILE, or --pin "SIX WORDS"', async () => {
    const own = data === undefined || pin !== undefined ? undefined : pinsIn(data)
    pins = own ?? (await pinsFor(origin, pin))
    return own ? `from ${data}/instance/pins.json` : pin === undefined ? 'a demo’s own, on this machine' : 'as given'
  })
  return pins ? [found, ...(await checkServer(origin, pins, data))] : [found]
}

function said(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length))
  const word = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' }
  return checks
    .flatMap(({ name, state, evidence, mend }) => [
      `${word[state]}  ${name.padEnd(width)}  ${evidence}`,
      ...(mend === undefined ? [] : [`${' '.repeat(width + 8)}→ ${mend}`]),
    ])
    .join('\n')
}
