// Passkeys beside the passphrase, with the browser's own virtual authenticator. At localhost: an address of numbers has none.

import { readFileSync } from 'node:fs'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { CDPSession, Page } from '@playwright/test'
import { deskOf, expect, passphrase, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

async function authenticator(cdp: CDPSession, hasPrf: boolean): Promise<() => Promise<void>> {
  const able = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true, hasPrf }
  const options = { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'usb', ...able } as const
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
  return async () => void (await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }))
}

async function add(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name of the passkey').fill(name)
  await page.getByLabel('Passphrase of the keyfile').fill(words)
  await page.keyboard.press('Enter')
}

test('a passkey opens a keyfile beside the passphrase, at its own address and with its own secret, and no other', async ({
  page,
  town,
}) => {
  const here = { ...town, deskOrigin: town.deskOrigin.replace('127.0.0.1', 'localhost') }
  const desk = deskOf(page, here)
  await desk.signIn('anna')
  await page.getByRole('button', { name: 'Ways to unlock' }).click()
  await expect(page.getByText('There is no passkey in this keyfile yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await looksRight(page, 'desk/officers/AddPasskey')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const cdp = await page.context().newCDPSession(page) // a look ends what other sessions began: none until the last passkey was used
  await cdp.send('WebAuthn.enable')

  const remove = await authenticator(cdp, false)
  await add(page, 'old key', 'other words')
  await expect(page.getByText('This passphrase does not open this keyfile.')).toBeVisible()
  await page.getByLabel('Passphrase of the keyfile').fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByText('This passkey cannot open files')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await remove()

  await authenticator(cdp, true)
  await add(page, 'key on my ring', passphrase)
  await expect(page.getByText('The passkey opens your keyfile from now on.')).toBeVisible()
  await look(page, 'unlock')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the new keyfile' }).click()
  const buffer = readFileSync(await (await saving).path())

  const sessions = () => town.app.context.sessions.open(['harbour-team']).reduce((sum, { count }) => sum + count, 0)
  const before = sessions()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect.poll(sessions).toBe(before - 1) // a copy of its token is worth nothing from here on
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()

  const file = { name: 'anna.age', mimeType: '', buffer }
  await page.goto(town.deskOrigin.replace('127.0.0.1', 'desk.localhost'))
  await page.getByLabel('Choose a keyfile').setInputFiles(file)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText('No passkey answered.')).toBeVisible()
  await look(page, 'sign-in-passkey')
  await page.goto(town.deskOrigin)
  await page.getByLabel('Choose a keyfile').setInputFiles(file)
  await expect(page.getByText('but this browser, or this address, offers none')).toBeVisible()
  await desk.arrive()
  await page.getByLabel('Choose a keyfile').setInputFiles(file)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('button', { name: 'Ways to unlock' }).click()
  await page.getByRole('button', { name: 'Remove key on my ring' }).click()
  await page.getByLabel('Passphrase of the keyfile').fill(passphrase)
  await looksRight(page, 'desk/officers/RemovePasskey')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByText('It still opens old copies.')).toBeVisible()
  await looksRight(page, 'desk/officers/UnlockPage')
})
