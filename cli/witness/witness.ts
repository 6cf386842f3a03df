// `citycop witness`: cosigns the logs it is told of, on a machine that is not theirs.
import { existsSync } from 'node:fs'
import type { Command, Given } from '../command.ts'
import { addressOf, untilStopped } from '../running.ts'
import { lockFolder } from './folder-lock.ts'
import { checkName, keyFile, ownKey } from './own-key.ts'
import { startWitness } from './start-witness.ts'
import { readLogs } from './witness-logs.ts'

export const command: Command = {
  options: {
    state: {
      value: 'DIR',
      says: 'the folder with its key and what it has signed; made on the first run',
      required: true,
    },
    listen: { value: 'HOST:PORT', says: 'where logs reach it; put a proxy with TLS in front' },
    logs: { value: 'FILE', says: 'the logs it watches: lines "log VKEY", or a whole C2SP policy file' },
    name: {
      value: 'NAME',
      says: 'its name, like watchdog.example/w1; only when the key is drawn, and drawn too if not given',
    },
    'print-key': { says: 'print its public key as one line, draw it first if there is none, and end' },
  },
  about: `
Runs a witness (C2SP tlog-witness): logs send it each new checkpoint with a proof that they only grew, and it signs that it saw
this one and no other. It never signs two histories of one log; signed attempts at that are kept in DIR/evidence. Back up
DIR/key, but never put back an older DIR/checkpoints: a witness that forgets can be led to sign a second history.

  citycop witness --state /srv/witness --name watchdog.example/w1 --print-key
  citycop witness --state /srv/witness --listen 127.0.0.1:7380 --logs cities.policy`,
  run,
}

async function run(given: Given) {
  const [state, name] = [given.need('state'), checkName(given.text('name'))]
  if (given.on('print-key')) return printKey(state, name)
  const { host, port } = addressOf(given.need('listen'))
  const logs = readLogs(given.need('logs'))
  const witness = await startWitness({
    host,
    port,
    state,
    logs,
    ...(name === undefined ? {} : { name }),
    tell: (line) => given.warn(`${new Date().toISOString()} ${line}`),
  })
  given.show(`${witness.keyLine}\nwitness of ${logs.length} ${logs.length === 1 ? 'log' : 'logs'} at ${witness.origin}`)
  await untilStopped()
  await witness.close()
  return { text: '', json: { key: witness.keyLine, origin: witness.origin } }
}

async function printKey(state: string, name: string | undefined) {
  const lock = existsSync(keyFile(state)) ? undefined : lockFolder(state) // to read it, a running witness is no hindrance
  try {
    const { line } = await ownKey(state, name)
    return { text: line, json: { key: line } }
  } finally {
    lock?.release()
  }
}
