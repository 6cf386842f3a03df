// A witness for one test, in a folder of its own that is gone afterwards, and what one can ask it.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { spellWitnessRequest } from '@citycop/protocol/log/witness-request.ts'
import { type RunningWitness, startWitness, type WitnessOptions } from '../cli/witness/start-witness.ts'
import type { SmallLog } from './small-log.ts'

export type TestWitness = RunningWitness & { readonly state: string }
export type Asked = { readonly status: number; readonly body: string; readonly headers: IncomingHttpHeaders }

export async function start(
  t: TestContext,
  options: Pick<WitnessOptions, 'logs'> & Partial<WitnessOptions>,
): Promise<TestWitness> {
  const state = options.state ?? mkdtempSync(join(tmpdir(), 'citycop-witness-'))
  const running = await startWitness({ host: '127.0.0.1', port: 0, ...options, state })
  let closed: Promise<void> | undefined
  const close = () => (closed ??= running.close())
  t.after(async () => {
    await close()
    rmSync(state, { recursive: true, force: true })
  })
  return { ...running, close, state }
}

/** For who takes care of the folder, and closes it. */
export const startTestWitness = (state: string, logs: WitnessOptions['logs']): Promise<RunningWitness> =>
  startWitness({ host: '127.0.0.1', port: 0, state, logs })

export const evidence = ({ state }: TestWitness): string[] => readdirSync(join(state, 'evidence')).sort()

/** The log's own proof and checkpoint, unless others are given. */
export const submit = (
  witness: Pick<RunningWitness, 'origin'>,
  log: SmallLog,
  old: number,
  size: number,
  proof = old > size ? [] : log.consistency(old, size),
  note = log.checkpoint(size),
): Promise<Asked> => ask(witness, 'POST', '/add-checkpoint', spellWitnessRequest(old, proof, note))

export function ask(
  { origin }: Pick<RunningWitness, 'origin'>,
  method: string,
  path: string,
  body?: string | Uint8Array,
  headers = {},
): Promise<Asked> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
