// A process for the demo's witnesses. The server finds them in DATA/instance/witnesses.json, written anew at each start.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startWitnesses, witnessesIn } from './demo-witnesses.ts'

const [data = ''] = process.argv.slice(2)
const { logKey } = JSON.parse(readFileSync(join(data, 'instance/pins.json'), 'utf8')) as { logKey: string }
const running = await startWitnesses(witnessesIn(data), logKey)
const urls = Object.fromEntries(Object.entries(running).map(([name, { origin }]) => [name, origin]))
const file = join(data, 'instance/witnesses.json')
writeFileSync(`${file}.new`, `${JSON.stringify(urls, null, 2)}\n`, { mode: 0o600 })
renameSync(`${file}.new`, file)

async function end(): Promise<void> {
  await Promise.all(Object.values(running).map((witness) => witness.close()))
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => void end())
process.send?.({ type: 'ready' })
