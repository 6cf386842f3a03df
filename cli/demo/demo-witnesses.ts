// The demo's witnesses: the watchdog and two peer cities, all on this machine, which proves nothing and is said so (J26).
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { ownKey } from '../witness/own-key.ts'
import { type RunningWitness, startWitness } from '../witness/start-witness.ts'

export const witnessNames = ['watchdog', 'peer-1', 'peer-2'] as const
export type WitnessName = (typeof witnessNames)[number]
export type ByWitness<T> = Readonly<Record<WitnessName, T>>

export const witnessesIn = (data: string): string => join(data, 'demo/witnesses')

/** The watchdog, and one of the two peers. */
export const policyOf = (logKey: string, keys: ByWitness<string>): string =>
  [
    `log ${logKey}`,
    ...witnessNames.map((name) => `witness ${name} ${keys[name]}`),
    'group peers any peer-1 peer-2',
    'group enough all watchdog peers',
    'quorum enough',
    '',
  ].join('\n')

/** Draws their keys into this folder; answers the lines that name them. */
export async function drawWitnesses(folder: string): Promise<ByWitness<string>> {
  const line = async (name: WitnessName) => (await ownKey(join(folder, name), nameOf(name))).line
  const [watchdog, one, two] = [await line('watchdog'), await line('peer-1'), await line('peer-2')]
  return { watchdog, 'peer-1': one, 'peer-2': two }
}

/** `now`: tests have a clock of their own. */
export async function startWitnesses(
  folder: string,
  logKey: string,
  now?: () => number,
): Promise<ByWitness<RunningWitness>> {
  const logs = [parseLogKey(logKey)]
  const start = (name: WitnessName) =>
    startWitness({
      host: '127.0.0.1',
      port: 0,
      state: join(folder, name),
      logs,
      name: nameOf(name),
      ...(now && { now }),
    })
  const [watchdog, one, two] = await Promise.all([start('watchdog'), start('peer-1'), start('peer-2')])
  return { watchdog, 'peer-1': one, 'peer-2': two }
}

/** Starts them, and says where they are in DATA/instance/witnesses.json, which the server reads when it starts. */
export async function serveWitnesses(data: string): Promise<{ close(): Promise<void> }> {
  const { logKey } = JSON.parse(readFileSync(join(data, 'instance/pins.json'), 'utf8')) as { logKey: string }
  const running = Object.entries(await startWitnesses(witnessesIn(data), logKey))
  const urls = Object.fromEntries(running.map(([name, { origin }]) => [name, origin]))
  const file = join(data, 'instance/witnesses.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(urls, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return {
    async close() {
      await Promise.all(running.map(([, witness]) => witness.close()))
    },
  }
}

const nameOf = (name: WitnessName): string => `${name}.example`
