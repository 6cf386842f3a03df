// The headers that hold a page in, whoever hands it out: the city's server, or the service worker that keeps a checked build. The
// page may talk to its own origin and to nobody else; no text ever becomes code (J29).

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

/** For a page that frames another of its own, which has no origin. */
export const framingPolicy = (): string => `${pagePolicy()}; frame-src 'self'`

/** For the page in which a stranger's file is shown: no origin, no network, no store, and no script but the one it was handed out with. */
export const viewerPolicy = (scriptHash: string, styleHash: string): string =>
  [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    `style-src 'sha256-${styleHash}'`,
    'img-src blob:',
    'media-src blob:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

const kinds: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
}

/** For a file of an app's build. */
export const pageHeaders = (file: string, policy = pagePolicy()): Record<string, string> => ({
  'content-type': kinds[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self), camera=(self), microphone=(self), interest-cohort=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})
