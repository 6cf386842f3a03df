// An app's built files, with the headers that hold it in. Read once: nothing changes while we run.
import { pageHeaders, pagePolicy } from '@citycop/protocol/contract/page-policy.ts'
import { addressOf } from '@citycop/protocol/log/build-manifest.ts'
import type { FastifyInstance } from 'fastify'
import type { AppFile } from '../platform/app-files.ts'

/** Only the desk's Worker compiles WebAssembly, for Argon2id; a worker's policy is that of its own script. */
const policyOf = (path: string): string =>
  pagePolicy(/^assets\/desk-worker-[\w-]+\.js$/.test(path) ? " 'wasm-unsafe-eval'" : '')

export function serveApp(app: FastifyInstance, files: readonly AppFile[]): void {
  for (const { path, body } of files)
    app.get(addressOf(path), (_request, reply) =>
      reply
        .headers(pageHeaders(path, policyOf(path)))
        .header('cache-control', path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
        .send(body),
    )
}
