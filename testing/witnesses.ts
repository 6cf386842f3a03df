// Three witnesses in this process, each with its own key and folder: the watchdog and two peer cities.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { type RunningWitness, startWitness } from '../cli/witness/start-witness.ts'

export const witnessNames = ['watchdog', 'peer-1', 'peer-2'] as const
export type WitnessName = (typeof witnessNames)[number]
export type Witnesses = {
  /** The watchdog and at least one of the peers. */
  readonly policy: string
  readonly urls: Readonly<Record<WitnessName, string>>
  readonly running: Readonly<Record<WitnessName, RunningWitness>>
  close(): Promise<void>
}

export async function startWitnesses(logKey: string, now?: () => number): Promise<Witnesses> {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-witnesses-'))
  const start = (name: WitnessName) =>
    startWitness({
      host: '127.0.0.1',
      port: 0,
      state: join(folder, name),
      logs: [parseLogKey(logKey)],
      name: `${name}.example`,
      ...(now ? { now } : {}),
    })
  const [watchdog, one, two] = await Promise.all([start('watchdog'), start('peer-1'), start('peer-2')])
  const running = { watchdog, 'peer-1': one, 'peer-2': two }
  return {
    policy: witnessPolicy(logKey, { watchdog: watchdog.keyLine, 'peer-1': one.keyLine, 'peer-2': two.keyLine }),
    urls: { watchdog: watchdog.origin, 'peer-1': one.origin, 'peer-2': two.origin },
    running,
    async close() {
      await Promise.all(Object.values(running).map((witness) => witness.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const witnessPolicy = (logKey: string, keys: Readonly<Record<WitnessName, string>>): string =>
  [
    `log ${logKey}`,
    ...witnessNames.map((name) => `witness ${name} ${keys[name]}`),
    'group peers any peer-1 peer-2',
    'group enough all watchdog peers',
    'quorum enough',
    '',
  ].join('\n')
