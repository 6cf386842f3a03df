// A visit to a watchdog that watches one made log: its built page, served by the command's own server. Every visit ends with the
// same questions: did the console complain, was anybody else asked for anything, is there a cookie?
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import * as made from '../../../cli/log/testing/made-log.ts'
import { builtPage, type RunningWatchdog, startWatchdog } from '../../../cli/watchdog/start-watchdog.ts'
import { cityFiles } from './files.ts'

export type Watching = RunningWatchdog & {
  readonly files: ReturnType<typeof cityFiles>
  /** Puts these entries in the place of the city's log, then looks. */
  shows(all: readonly Uint8Array[], signed?: made.Signed): Promise<void>
  /** The city's server is gone. */
  vanishes(): Promise<void>
}
const now = () => Math.floor(Date.now() / 1000)

async function watch(): Promise<Watching & { end(): Promise<void> }> {
  const scratch = mkdtempSync(join(tmpdir(), 'citycop-watchdog-'))
  let folder = join(scratch, 'log')
  let up = true
  const city = createServer((request, response) => {
    try {
      if (!up) throw new Error()
      response.end(readFileSync(join(folder, (request.url ?? '').replace(/^\/log\//, ''))))
    } catch {
      if (up) response.writeHead(404).end()
      else request.socket.destroy()
    }
  })
  await new Promise<void>((resolve) => city.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(city.address() as AddressInfo).port}/log`
  const files = cityFiles(1824)
  made.publish(folder, files.all, { time: now() - 130 })
  const policies = [{ text: made.policyText(), url }]
  const state = join(scratch, 'state')
  const watchdog = await startWatchdog({ host: '127.0.0.1', port: 0, state, policies, every: 3600, page: builtPage })
  await watchdog.look()
  let count = 0
  return {
    ...watchdog,
    files,
    async shows(all, signed = {}) {
      folder = join(scratch, `log-${++count}`)
      made.publish(folder, all, { time: now() - 10, ...signed })
      await watchdog.look()
    },
    async vanishes() {
      up = false
      await watchdog.look()
    },
    async end() {
      await watchdog.close()
      city.closeAllConnections()
      city.close()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

type Visit = { visited: Page; watching: Watching; excused: RegExp[] }

export const test = base.extend<Visit>({
  viewport: { width: 360, height: 740 },
  excused: [[], { option: true }],
  watching: async ({ browserName: _ }, use) => {
    const watching = await watch()
    await use(watching)
    await watching.end()
  },
  visited: async ({ page, context, watching, excused }, use) => {
    const complaints: string[] = []
    const strangers: string[] = []
    page.on('console', (message) => {
      if (message.type() !== 'log') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== watching.origin) strangers.push(request.url())
    })
    await page.goto(watching.origin)
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await use(page)
    expect(complaints.filter((one) => !excused.some((allowed) => allowed.test(one)))).toEqual([])
    expect(strangers).toEqual([])
    expect(await context.cookies()).toEqual([])
  },
})

export { expect }
