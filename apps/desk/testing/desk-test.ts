// A browser before the real desk of a real town. One town for each worker of the test run; every page is listened to.
import { join } from 'node:path'
import { makeKeyfile } from '@citycop/client/officers/keyfile.ts'
import { test as base, type Page, expect as plain } from '@playwright/test'
import { createTown, type Name, passphrase, type Town } from '../../../testing/town.ts'
import type { Staff } from '../../../testing/town-policy.ts'

type Desk = {
  page: Page
  arrive(): Promise<void>
  /** An officer begins with the reports; who signs for the whole city begins with the policy. */
  signIn(name: Name | keyof Staff): Promise<void>
  unlock(): Promise<void>
  choose(reference: string): Promise<void>
  open(reference: string, purpose?: string): Promise<void>
  /** What is seldom done with a report. */
  more(): Promise<void>
}
type Given = { forgiven: RegExp[]; complaints: undefined; desk: Desk }

export const dist = join(import.meta.dirname, '../dist')
export { passphrase }
export const expect = plain.configure({ timeout: 20_000 }) // Argon2id and sealing take their time on a busy machine

export const test = base.extend<Given, { town: Town }>({
  town: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what is asked for
    async ({}, use) => {
      const town = await createTown({ suite: 'pq', desk: dist })
      await use(town)
      await town.close()
    },
    { scope: 'worker', timeout: 180_000 }, // a whole town is founded here, on a machine that may be busy
  ],
  // What the browser may complain of in a test that provokes it.
  forgiven: [[], { option: true }],
  complaints: [
    async ({ page, forgiven }, use) => {
      const heard: string[] = []
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && heard.push(message.text()))
      page.on('pageerror', (error) => heard.push(error.message))
      await use(undefined)
      expect(heard.filter((text) => !forgiven.some((pattern) => pattern.test(text)))).toEqual([])
    },
    { auto: true },
  ],
  desk: async ({ page, town }, use) => use(deskOf(page, town)),
})

export function deskOf(page: Page, town: Town): Desk {
  const arrive = async () => {
    await page.goto(town.deskOrigin)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  const unlock = async () => {
    await page.getByLabel('Passphrase of the keyfile').fill(passphrase)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible()
  }
  const choose = (reference: string) => page.getByRole('button', { name: reference, exact: true }).click()
  return {
    page,
    arrive,
    unlock,
    choose,
    async signIn(name) {
      await arrive()
      const isStaff = name in town.staff
      const keyfile = isStaff ? makeKeyfile(town.staff[name as keyof Staff], passphrase) : town.keyfile(name as Name)
      const buffer = Buffer.from(await keyfile)
      await page
        .getByLabel('Choose a keyfile')
        .setInputFiles({ name: `${name}.age`, mimeType: 'application/octet-stream', buffer })
      await unlock()
      await expect(page.getByRole('heading', { level: 1, name: isStaff ? 'Policy' : 'Reports' })).toBeVisible()
    },
    async open(reference, purpose = 'To deal with the concern') {
      await choose(reference)
      await page.getByRole('radio', { name: purpose }).check()
      await page.getByRole('button', { name: 'Log and open' }).click()
    },
    more: () => page.getByText('More you can do').click(),
  }
}
