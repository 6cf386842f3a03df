// An app's built files, with the headers that hold it in. Read once: nothing changes while we run. What is text is compressed the
// first time somebody asks for it so; a phone with a poor connection fetches a third.
import { pageHeaders, pagePolicy } from '@citycop/protocol/contract/page-policy.ts'
import { addressOf } from '@citycop/protocol/log/build-manifest.ts'
import type { FastifyInstance } from 'fastify'
import { type Coded, codingFor, compress } from '../log/compress.ts'
import type { AppFile } from '../platform/app-files.ts'

/** Only the desk's Worker compiles WebAssembly, for Argon2id; a worker's policy is that of its own script. */
const policyOf = (path: string): string =>
  pagePolicy(/^assets\/desk-worker-[\w-]+\.js$/.test(path) ? " 'wasm-unsafe-eval'" : '')

const isText = (path: string): boolean => /\.(html|js|mjs|css|json|svg|txt|webmanifest)$/.test(path)

export function serveApp(app: FastifyInstance, files: readonly AppFile[]): void {
  for (const file of files) {
    const { path } = file
    const codedAs = keeper(file)
    app.get(addressOf(path), async (request, reply) => {
      const { coding, body } = await codedAs(request.headers['accept-encoding'])
      reply
        .headers(pageHeaders(path, policyOf(path)))
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
