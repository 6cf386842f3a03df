// A watchdog over one log, with a clock that stands still until it is moved.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { type WatchedLog, watchStatus } from '@citycop/protocol/watchdog/status.ts'
import { openSource } from '../../log/log-source.ts'
import { readPolicy } from '../../log/source-given.ts'
import * as made from '../../log/testing/made-log.ts'
import { verifyLog } from '../../log/verify-log.ts'
import { originHash } from '../../witness/checkpoint-files.ts'
import { type RunningWatchdog, startWatchdog } from '../start-watchdog.ts'

export const hash = originHash(made.origin)
export const began = 1_800_000_000

export type Stage = RunningWatchdog & {
  readonly served: made.Served
  readonly state: string
  clock: number
  see(): Promise<WatchedLog>
  again(): Promise<Stage>
}

export async function stage(
  t: TestContext,
  size: number,
  state = made.scratch(t),
  served?: made.Served,
): Promise<Stage> {
  const log = served ?? (await made.serve(t, made.made(t, size)))
  const at = { clock: began + 60 }
  const watchdog = await startWatchdog({
    host: '127.0.0.1',
    port: 0,
    state,
    policies: [{ text: made.policyText(log.url) }],
    every: 3600,
    now: () => at.clock,
  })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= watchdog.close())
  t.after(close)
  const one: Stage = {
    ...watchdog,
    close,
    served: log,
    state,
    set clock(now: number) {
      at.clock = now
    },
    get clock() {
      return at.clock
    },
    async see() {
      await watchdog.look()
      const status = parsePayload(watchStatus, await body(`${watchdog.origin}/status.json`))
      return status?.logs[0] ?? assert.fail('its status is not what its page reads')
    },
    async again() {
      await close()
      return stage(t, 0, state, log)
    },
  }
  return one
}
const body = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())
const copyOf = ({ origin }: RunningWatchdog) => openSource(`${origin}/${hash}`)

export async function copyHolds(t: TestContext, watchdog: Stage, size: number) {
  const file = join(made.scratch(t), 'policy')
  writeFileSync(file, made.policyText())
  assert.equal((await verifyLog(copyOf(watchdog), readPolicy(file))).size, size)
}

/** The path as it stands: `fetch` would tidy it first. */
export const statusOf = ({ origin }: RunningWatchdog, method: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const sent = request({ hostname, port, method, path }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject).end()
  })
