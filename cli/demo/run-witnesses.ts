// A process for the demo's witnesses. The server finds them in DATA/instance/witnesses.json, written anew at each start.
import { serveWitnesses } from './demo-witnesses.ts'

const [data = ''] = process.argv.slice(2)
const running = await serveWitnesses(data)

async function end(): Promise<void> {
  await running.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => void end())
process.send?.({ type: 'ready' })
