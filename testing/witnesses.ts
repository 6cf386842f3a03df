// Three witnesses in this process, each with its own key and folder: the watchdog and two peer cities.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ByWitness, policyOf, startWitnesses as start } from '../cli/demo/demo-witnesses.ts'
import type { RunningWitness } from '../cli/witness/start-witness.ts'

export type Witnesses = {
  /** The watchdog and at least one of the peers. */
  readonly policy: string
  readonly urls: ByWitness<string>
  readonly running: ByWitness<RunningWitness>
  close(): Promise<void>
}

export async function startWitnesses(logKey: string, now?: () => Date): Promise<Witnesses> {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-witnesses-'))
  const running = await start(folder, logKey, now && (() => Math.floor(now().getTime() / 1000)))
  const each = <T>(of: (one: RunningWitness) => T): ByWitness<T> => ({
    watchdog: of(running.watchdog),
    'peer-1': of(running['peer-1']),
    'peer-2': of(running['peer-2']),
  })
  return {
    policy: policyOf(
      logKey,
      each(({ keyLine }) => keyLine),
    ),
    urls: each(({ origin }) => origin),
    running,
    async close() {
      await Promise.all(Object.values(running).map((witness) => witness.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
