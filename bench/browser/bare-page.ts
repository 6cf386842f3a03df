// The floor of a first answer: a page of as many bytes, of which a script puts one question on the screen and does nothing else.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const page = (script: string) =>
  `<!doctype html><html lang="en"><title>bare</title><script type="module" src="${script}"></script>`
const question = "document.body.innerHTML = '<input type=radio>'\n"

/** `bytes`: what its script weighs on the wire. It cannot be compressed, as ours is already. */
export async function serveBare(bytes: number): Promise<{ origin: string; close: () => void }> {
  const filling = randomBytes(bytes)
    .toString('latin1')
    .replaceAll(/[^ -~]/g, '-')
  const script = `${question}// ${filling.slice(0, bytes)}`
  const server = createServer((request, response) => {
    const isScript = request.url === '/bare.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html', 'cache-control': 'no-store' })
    response.end(isScript ? script : page('/bare.js'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
