// Whether a port can be had, before anything long is begun.
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'

/** Waits up to `patience` ms: a run that was killed may be letting go of its ports this moment. */
export async function refuseTaken(host: string, ports: number[], patience = 3000): Promise<void> {
  const until = performance.now() + patience
  for (const port of ports) {
    let code = await tryToListen(host, port)
    for (; code === 'EADDRINUSE' && performance.now() < until; code = await tryToListen(host, port)) await sleep(100)
    if (code) throw new CannotStart(whyNot(host, port, code))
  }
}

/** One sentence for what listen() said. */
export function whyNot(host: string, port: number, code: string): string {
  const sentences: Record<string, string> = {
    EADDRINUSE: `port ${port} is taken; choose another with --port N (the desk uses N + 1)`,
    EACCES: `port ${port} needs more rights than this user has; choose one from 1024 on with --port N`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; choose one with --host ADDRESS`,
    ENOTFOUND: `${host} is not an address of this machine; choose one with --host ADDRESS`,
  }
  return sentences[code] ?? `port ${port} of ${host} cannot be listened on (${code})`
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host, port }, () => server.close(() => resolve(undefined)))
  })
}
