// A Chromium with the client's code in it, bundled as the apps are, and its processor slowed down as one likes.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Browser, chromium, type Page } from '@playwright/test'
import { build, type Rolldown } from 'vite'
import { answered, type Far } from '../../testing/public-log.ts'
import { browser } from '../../tools/browser.ts'
import type { acts } from './check-page.ts'

export type Acts = typeof acts
export type Phone = {
  /** In a page that was never used before, on its main thread: there the slowing is sure to reach. */
  run<Made>(slower: number, act: (page: Page) => Promise<Made>): Promise<Made>
  [Symbol.asyncDispose](): Promise<void>
}

/** `far`: the city that it asks; without one, nobody answers. */
export async function openPhone(far?: Far): Promise<Phone> {
  await using ends = new AsyncDisposableStack()
  const script = await bundle()
  const known = new Map<string, Known>() // made once: it is the browser that is measured
  for (const [path, file] of Object.entries(files(script))) known.set(path, await asBytes(file))
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const posted = request.method === 'POST' ? await text(request) : undefined
    const key = `${path} ${posted ?? ''}`
    const answer =
      known.get(path) ??
      known.get(key) ??
      (await asBytes(far ? answered(far, path, posted) : new Response('', { status: 404 })))
    if (!known.has(path)) known.set(key, answer)
    response.writeHead(answer.status, { 'content-type': answer.type, 'content-length': answer.body.length })
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.defer(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const running = ends.adopt(await chromium.launch(await browser()), (one) => one.close())
  const kept = ends.move()
  return {
    run: (slower, act) => onPage(running, origin, slower, act),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function onPage<Made>(running: Browser, origin: string, slower: number, act: (page: Page) => Promise<Made>) {
  const page = await running.newPage()
  try {
    await page.goto(origin)
    await page.waitForFunction(() => 'acts' in globalThis)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    return await act(page)
  } finally {
    await page.close()
  }
}

type Known = { readonly status: number; readonly type: string; readonly body: Uint8Array }
const asBytes = async (answer: Response): Promise<Known> => ({
  status: answer.status,
  type: answer.headers.get('content-type') ?? 'application/octet-stream',
  body: new Uint8Array(await answer.arrayBuffer()),
})

const files = (script: string): Record<string, Response> => ({
  '/': new Response('<!doctype html><title>bench</title><script type="module" src="/check-page.js"></script>', {
    headers: { 'content-type': 'text/html' },
  }),
  '/check-page.js': new Response(script, { headers: { 'content-type': 'text/javascript' } }),
})

async function bundle(): Promise<string> {
  const output = (await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: join(import.meta.dirname, 'check-page.ts'),
        output: { codeSplitting: false },
        checks: { pluginTimings: false },
      },
    },
  })) as Rolldown.RolldownOutput
  const chunk = output.output.find((one) => one.type === 'chunk')
  if (!chunk) throw new Error('nothing was bundled')
  return chunk.code
}
