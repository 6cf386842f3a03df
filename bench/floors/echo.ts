// The floor of HTTP: the same bytes to and from a bare node:http server.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { closedLoop, type Measured } from '../load/closed-loop.ts'
import { type Connection, openConnection, post } from '../load/connection.ts'

export type Echo = {
  measure(body: Buffer, connections: number, seconds: number): Promise<Measured>
  stop(): void
}

export async function startEcho(): Promise<Echo> {
  const child = fork(join(import.meta.dirname, 'echo-process.ts'))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (said) => resolve(Number(said)))
    child.once('exit', () => reject(new Error('the bare HTTP server ended before it was ready')))
  })
  return {
    async measure(body, connections, seconds) {
      const open = Array.from({ length: connections }, () => openConnection(port))
      const request = post('/', body)
      const measured = await closedLoop(connections, seconds, async (n) => {
        const answer = await (open[n] as Connection).send(request)
        if (answer.body.length !== body.length) throw new Error('the echo answered other bytes')
        return true
      })
      for (const one of open) one.close()
      return measured
    },
    stop: () => child.disconnect(),
  }
}
