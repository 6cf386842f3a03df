// An app's built files, with the headers that hold it in. Read once: nothing changes while we run. What is text is compressed the
// first time somebody asks for it so; a phone with a poor connection fetches a third.
import { createHash } from 'node:crypto'
import { framingPolicy, pageHeaders, pagePolicy, viewerPolicy } from '@citycop/protocol/contract/page-policy.ts'
import { addressOf } from '@citycop/protocol/log/build-manifest.ts'
import type { FastifyInstance } from 'fastify'
import { type Coded, codingFor, compress } from '../log/compress.ts'
import type { AppFile } from '../platform/app-files.ts'

const viewer = 'viewer.html'

/** Only the desk's Worker compiles WebAssembly, for Argon2id; a worker's policy is that of its own script. Only an app with a viewer frames. */
function policyOf({ path, body }: AppFile, frames: boolean): string {
  if (path === viewer) return viewerPolicy(hashOf(body, 'script'), hashOf(body, 'style'))
  if (frames && path === 'index.html') return framingPolicy()
  return pagePolicy(/^assets\/desk-worker-[\w-]+\.js$/.test(path) ? " 'wasm-unsafe-eval'" : '')
}

/** Of what stands between the page's one pair of these tags: what we hand out may run, and nothing that is put beside it. */
function hashOf(page: Buffer, tag: 'script' | 'style'): string {
  const inside = page.toString().split(`<${tag}>`)[1]?.split(`</${tag}>`)[0] ?? ''
  return createHash('sha256').update(inside).digest('base64')
}

const isText = (path: string): boolean => /\.(html|js|mjs|css|json|svg|txt|webmanifest)$/.test(path)

export function serveApp(app: FastifyInstance, files: readonly AppFile[]): void {
  const frames = files.some(({ path }) => path === viewer)
  for (const file of files) {
    const { path } = file
    const policy = policyOf(file, frames)
    const codedAs = keeper(file)
    app.get(addressOf(path), async (request, reply) => {
      const { coding, body } = await codedAs(request.headers['accept-encoding'])
      reply
        .headers(pageHeaders(path, policy))
        .header('cache-control', path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (isText(path)) reply.header('vary', 'accept-encoding')
      if (coding !== 'identity') reply.header('content-encoding', coding)
      return reply.send(body)
    })
  }
}

/** Each coding of a file is made once. */
function keeper({ path, body }: AppFile): (accepted: string | undefined) => Promise<Coded> {
  const made = new Map<string, Promise<Coded>>()
  return (accepted) => {
    const coding = isText(path) ? codingFor(accepted) : 'identity'
    const known = made.get(coding) ?? compress(body, coding)
    made.set(coding, known)
    return known
  }
}
