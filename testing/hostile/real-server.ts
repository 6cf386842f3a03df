// The server as it really runs: server/main.ts in a process of its own, over a data folder that outlives it.
import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { connect } from '@citycop/client/keys/connect.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import pg from 'pg'
import { demoPeople } from '../../cli/demo/demo-people.ts'
import { publishCity } from '../../cli/demo/publish-city.ts'
import { publishPolicy } from '../../cli/demo/publish-policy.ts'
import { demoCity } from '../../cli/demo-city.ts'
import { memory } from '../town.ts'
import { naiveLeaf, naiveTree } from './naive-tree.ts'

const root = join(import.meta.dirname, '../..')
export type Running = {
  readonly origin: string
  readonly child: ChildProcess
  readonly ended: Promise<string>
  /** What it wrote to its standard error. */
  said(): string
}

/** A demo city's keys, as `npm start` has them made. */
export const makeCity = (data: string): void => {
  const args = ['instance', 'init', '--data', data, '--suite', 'classic', '--demo']
  execFileSync(process.execPath, [join(root, 'cli/main.ts'), ...args], { stdio: 'ignore' })
}
export const pinsOf = (data: string): Pins => JSON.parse(readFileSync(join(data, 'instance/pins.json'), 'utf8'))

/** As a demo does at its first start: keys, then the policy, without which nothing is taken in. */
export async function openCity(origin: string, data: string): Promise<void> {
  const [people, seen] = [demoPeople(data), { memory: memory(), pins: pinsOf(data) }]
  await publishCity(await connect(origin, seen), people, new Date().toISOString().slice(0, 10))
  const instance = await connect(origin, seen)
  const desk = async (name: string) => signIn(instance, await people.officer(name))
  await publishPolicy({ instance, city: demoCity(instance.pins.instance), desk })
}

/** Settles when it is ready. @throws Error with what it said, when it ends before */
export async function startServer(data: string, env: Record<string, string> = {}): Promise<Running> {
  const port = await freePair()
  const child = fork(join(root, 'server/main.ts'), [`--port=${port}`, `--data=${data}`, '--limits=off'], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  })
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (some) => {
    text += some
  })
  const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(String(signal ?? code))))
  const origin = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { type: string; citizen?: string; sentence?: string }) => {
      if (message.type === 'ready') resolve(message.citizen ?? '')
      else reject(new Error(`the server cannot start: ${message.sentence}`))
    })
    ended.then((how) => reject(new Error(`the server ended (${how}) before it was ready: ${text}`)))
  })
  return { origin, child, ended, said: () => text }
}

async function freePair(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 20_000)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

function clusterOf(data: string): string {
  const note = join(data, 'postgres-is-at')
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : join(data, 'postgres')
}

/** The first line of its lock file is its number, the fifth its socket's folder. */
const lockFile = (data: string): string[] => readFileSync(join(clusterOf(data), 'postmaster.pid'), 'utf8').split('\n')

export const postmasterOf = (data: string): number => Number(lockFile(data)[0])

/** The embedded database, as the owner of its tables, while the server runs. */
export async function databaseOf(data: string): Promise<pg.Client> {
  const [host = ''] = lockFile(data).slice(4)
  const options = `-c app.city=${pinsOf(data).instance}`
  const client = new pg.Client({ host, port: 5432, user: 'citycop_owner', database: 'citycop', ssl: false, options })
  await client.connect()
  return client
}

/** The tree over the entries as they lie in the database, numbered from 0 without a gap. */
export async function treeOf(client: pg.Client) {
  const { rows } = await client.query<{ entry: Buffer; idx: string }>(
    'select entry, idx from log_act where idx is not null order by idx',
  )
  const gap = rows.findIndex((row, i) => Number(row.idx) !== i)
  if (gap !== -1) throw new Error(`entry ${gap} of the log has number ${rows[gap]?.idx}`)
  return { size: rows.length, tree: naiveTree(rows.map((row) => naiveLeaf(row.entry))) }
}
