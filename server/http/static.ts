// An app's built files, with the headers that hold it in. Read once: nothing changes while we run.
import { globSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

/** The page may talk to its own origin and to nobody else; no text ever becomes code (J29). */
export const pagePolicy = (more = ''): string =>
  [
    "default-src 'none'",
    `script-src 'self'${more}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types citycop-worker',
  ].join('; ')

/** Only the desk's Worker compiles WebAssembly, for Argon2id; a worker's policy is that of its own script. */
const policyOf = (file: string): string =>
  pagePolicy(/^assets\/desk-worker-[\w-]+\.js$/.test(file) ? " 'wasm-unsafe-eval'" : '')

export function serveApp(app: FastifyInstance, dist: string): void {
  for (const file of globSync('**/*', { cwd: dist }).filter((name) => statSync(join(dist, name)).isFile())) {
    const body = readFileSync(join(dist, file))
    app.get(file === 'index.html' ? '/' : `/${file}`, (_request, reply) =>
      reply
        .header('content-security-policy', policyOf(file))
        .header('cross-origin-opener-policy', 'same-origin')
        .header('cross-origin-resource-policy', 'same-origin')
        .header('permissions-policy', 'geolocation=(self), camera=(self), microphone=(self), interest-cohort=()')
        .header('cache-control', file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
        .type(types[extname(file)] ?? 'application/octet-stream')
        .send(body),
    )
  }
}
