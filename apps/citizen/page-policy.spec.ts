import { phrases } from './testing/phrases.ts'
import { startReport } from './testing/report-walk.ts'
import { expect, test } from './testing/visit.ts'

test.use({ excused: [/Trusted|TrustedHTML|TrustedScript|Content Security Policy/] })

test('no string becomes code: neither markup nor eval, neither another Worker nor another policy', async ({
  visited: page,
}) => {
  // In a timer: inside evaluate itself the debugger lets eval through.
  const tried = await page.evaluate(
    () =>
      new Promise((done) =>
        setTimeout(() => {
          const attempt = (act: () => void) => {
            try {
              act()
              return 'allowed'
            } catch (error) {
              return (error as Error).name
            }
          }
          const { trustedTypes } = globalThis as never as {
            trustedTypes: { createPolicy(name: string, rules: object): void }
          }
          done({
            html: attempt(() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')),
            code: attempt(() => new Function('return 1')),
            worker: attempt(() => new Worker('/evil.js')),
            ownName: attempt(() =>
              trustedTypes.createPolicy('citycop-worker', { createScriptURL: (url: string) => url }),
            ),
            policy: attempt(() => trustedTypes.createPolicy('evil', {})),
          })
        }),
      ),
  )
  expect(tried).toEqual({
    html: 'TypeError',
    code: 'EvalError',
    worker: 'TypeError',
    ownName: 'TypeError',
    policy: 'TypeError',
  })
})

test('nothing is fetched from elsewhere, framed, or posted', async ({ visited: page, town }) => {
  const answer = await page.request.get(town.origin)
  const policy = answer.headers()['content-security-policy'] ?? ''
  for (const rule of [
    "default-src 'none'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ])
    expect(policy).toContain(rule)
  expect(policy).not.toContain('unsafe')
})

test('the app can be put on a home screen, under its own name and with pictures of its own', async ({
  visited: page,
  context,
}) => {
  const devtools = await context.newCDPSession(page)
  const { url, errors } = await devtools.send('Page.getAppManifest')
  expect([new URL(url).pathname, errors]).toEqual(['/manifest.webmanifest', []])
  const manifest = await page.request.get(url)
  expect(manifest.headers()['content-type']).toBe('application/manifest+json')
  const { files } = await (await page.request.get(new URL('/build.json', url).href)).json()
  for (const { src, type } of (await manifest.json()).icons) {
    const icon = await page.request.get(new URL(src, url).href)
    expect(icon.headers()['content-type']).toBe(type)
    expect(files).toHaveProperty([src.slice(1)])
  }
})

test('the start screen is small, and the first question with it', async ({ visited: page, town }) => {
  await startReport(page, phrases('en'))
  const sizes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => /\.js$/.test(entry.name) && !/worker|sw\.js/.test(entry.name))
      .map((entry) => entry.name),
  )
  const { gzipSync } = await import('node:zlib')
  let total = 0
  for (const name of sizes) total += gzipSync(await (await page.request.get(name)).body(), { level: 9 }).length
  console.log(`JavaScript before the first answer: ${(total / 1000).toFixed(1)} kB gzip (${town.pins.suite})`)
  expect(total).toBeGreaterThan(0)
  expect(total).toBeLessThanOrEqual(60_000)
})
