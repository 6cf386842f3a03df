// A process for the demo's watchdog page, on an origin of its own. In a real city it runs where the city cannot reach it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtPage, startWatchdog } from '../watchdog/start-watchdog.ts'

const [data = '', port = '0', citizen = ''] = process.argv.slice(2)
const { witnessPolicy } = JSON.parse(readFileSync(join(data, 'instance/pins.json'), 'utf8')) as {
  witnessPolicy: string
}
const running = await startWatchdog({
  host: '127.0.0.1',
  port: Number(port),
  state: join(data, 'demo/watchdog'),
  policies: [{ text: witnessPolicy, url: `${citizen}/log` }],
  every: 10,
  page: builtPage,
})

async function end(): Promise<void> {
  await running.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => void end())
process.send?.({ type: 'ready', origin: running.origin })
