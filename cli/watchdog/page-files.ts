// The built page, read once, and the headers that hold it in: it runs its own scripts only, and no text becomes code.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

export type PageFile = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** By path. Empty when the page has not been built. */
export function readPage(dist: string | undefined): ReadonlyMap<string, PageFile> {
  if (dist === undefined || !existsSync(join(dist, 'index.html'))) return new Map()
  const names = globSync('**/*', { cwd: dist }).filter((name) => statSync(join(dist, name)).isFile())
  return new Map(
    names.map((name) => {
      const path = name.replaceAll('\\', '/')
      const headers = {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': 'geolocation=(), camera=(), microphone=(), interest-cohort=()',
        'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      }
      return [path === 'index.html' ? '/' : `/${path}`, { body: readFileSync(join(dist, name)), headers }]
    }),
  )
}
