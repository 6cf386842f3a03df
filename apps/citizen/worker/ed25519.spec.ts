import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { build } from 'vite'

type Case = { readonly key: string; readonly message: string; readonly signature: string; readonly holds: boolean }
const vectors = ['ed25519', 'ed25519-edge-cases'].flatMap(
  (name) =>
    JSON.parse(readFileSync(join(import.meta.dirname, `../../../testing/vectors/${name}.json`), 'utf8')) as Case[],
)

/** A Worker of the check that phones make, and nothing else. */
async function workerScript(): Promise<string> {
  const asked = join(import.meta.dirname, 'testing/check-signatures.ts')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry: asked, formats: ['iife'], name: 'check' } },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('no script was built')
  return chunk.code
}

// testing/stories/vectors.test.ts asks the same of the server and of the phone's code in Node.
test('a browser’s Worker gives every vector and edge case of Ed25519 the answer that the server gives', async ({
  page,
}) => {
  const script = await workerScript()
  await page.route('http://phone.test/*', (route) =>
    route.request().url().endsWith('worker.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>-</title>' }),
  )
  await page.goto('http://phone.test/')
  const answers = await page.evaluate((cases) => {
    const worker = new Worker('/worker.js')
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data)
      worker.postMessage(cases)
    })
  }, vectors)
  expect(vectors.length).toBe(33)
  expect(answers).toEqual(vectors.map(({ holds }) => holds))
})
