import { readFile } from 'node:fs/promises'
import { evidenceFile } from '@citycop/client/log/evidence.ts'
import { verifyEvidence } from '@citycop/client/log/verify-evidence.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Page } from '@playwright/test'
import { atDesk } from '../testing/officer.ts'
import { phrases } from '../testing/phrases.ts'
import { button, noise, readReport, sendReport, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')

async function send(page: Page) {
  const words = await sendReport(page, noise, say)
  const reference = (await page.locator('.reference').textContent()) ?? ''
  await button(page, say('submit.finish')).click()
  return { words, reference }
}

async function comeBack(page: Page, words: Awaited<ReturnType<typeof sendReport>>) {
  await readReport(page, words, say)
  await expect(title(page)).toHaveText(say('mailbox.heading'))
}

test('entries that are not those the city signed are said to be wrong, and the messages are there all the same', async ({
  visited: page,
  town,
}) => {
  const { words, reference } = await send(page)
  await (await atDesk(town, 'anna', reference)).ask('On which nights is it worst?')
  await town.app.context.publisher.tick()
  await page.context().route('**/log/tile/entries/**', async (route) => {
    const response = await route.fetch()
    const body = await response.body()
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1
    await route.fulfill({ response, body })
  })
  await comeBack(page, words)
  await expect(page.getByText(say('mailbox.log.contradiction'))).toBeVisible()
  await expect(page.getByText(say('mailbox.log.why.entries'))).toBeVisible()
  await expect(page.getByText('On which nights is it worst?')).toBeVisible()
})

test('a device that read a report keeps what it kept when the app was opened, and nothing of the visit', async ({
  visited: page,
  town,
}) => {
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
  const { words } = await send(page)
  await town.app.context.publisher.tick()
  await expect.poll(kept).toContain('published')
  const before = await kept()
  await comeBack(page, words)
  await expect(page.getByText(say('mailbox.log.confirmed'), { exact: true })).toBeVisible()
  expect(await kept()).toBe(before)
})

test('the messages do not wait for the log', async ({ visited: page, town }) => {
  const { words, reference } = await send(page)
  await (await atDesk(town, 'anna', reference)).ask('On which nights is it worst?')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.context().route('**/log/checkpoint', async (route) => {
    await held
    await route.continue()
  })
  await comeBack(page, words)
  await expect(page.getByText('On which nights is it worst?')).toBeVisible()
  await expect(page.getByText(say('mailbox.log.looking'))).toBeVisible()
  release()
  await expect(page.getByText(say('mailbox.log.waiting'), { exact: true })).toBeVisible()
})

test('of an erased report the erasure is looked for in the log, and said to be there once witnesses confirmed it', async ({
  visited: page,
  town,
}) => {
  const { words } = await send(page)
  await comeBack(page, words)
  await button(page, say('mailbox.withdraw')).click()
  await button(page, say('mailbox.withdraw-yes')).click()
  await expect(title(page)).toHaveText(say('mailbox.erased'))
  await expect(page.getByText(say('mailbox.log.waiting'), { exact: true })).toBeVisible()
  await expect(page.getByText(say('mailbox.log.erased-not-yet'))).toBeVisible()
  await town.app.context.publisher.tick()
  await button(page, say('mailbox.close')).click()
  await readReport(page, words, say)
  await expect(title(page)).toHaveText(say('mailbox.erased'))
  await expect(page.getByText(say('mailbox.log.confirmed'), { exact: true })).toBeVisible()
  await expect(page.getByText(say('mailbox.log.erased'))).toBeVisible()
  await expect(page.getByText(/nothing more was done with it/)).toBeVisible()
})

test('evidence can be saved when the log is not handed out: with the proofs that came with the page', async ({
  visited: page,
  town,
}) => {
  const { words, reference } = await send(page)
  await town.app.context.publisher.tick()
  await atDesk(town, 'anna', reference)
  await page.context().route('**/log/tile/entries/**', (route) => route.fulfill({ status: 404, body: '' }))
  await comeBack(page, words)
  await expect(page.getByText(say('mailbox.log.why.unavailable'))).toBeVisible()
  const saving = page.waitForEvent('download')
  await button(page, say('mailbox.log.save')).click()
  const file = parsePayload(evidenceFile, await readFile(await (await saving).path()))
  if (!file) throw new Error('what was saved is no evidence')
  const { good, acts } = verifyEvidence(file, parsePolicy(town.witnesses?.policy ?? ''))
  expect([good, acts.length > 1]).toEqual([false, true])
  for (const { alone, holds } of acts) expect([alone, holds.content, holds.chain]).toEqual([true, true, true])
})

test('a report waits for the witnesses, is confirmed by them, and its evidence holds without the city', async ({
  visited: page,
  town,
}) => {
  const { words, reference } = await send(page)
  await atDesk(town, 'anna', reference)
  await comeBack(page, words)
  await expect(page.getByText(say('mailbox.log.waiting'), { exact: true })).toBeVisible()
  await town.app.context.publisher.tick()
  await button(page, say('mailbox.again')).click()
  await expect(page.getByText(say('mailbox.log.confirmed'), { exact: true })).toBeVisible()
  await expect(page.getByText(say('mailbox.log.all', { count: 3 }))).toBeVisible()
  await expect(page.getByText(/In this demonstration they all run on the same machine/)).toBeVisible()
  await expect(page.getByText(/there is nothing else/)).toBeVisible()
  await page.getByText(say('mailbox.log.details')).click()
  await expect(page.getByText('watchdog, peer-1 and peer-2', { exact: true })).toBeVisible()
  const saving = page.waitForEvent('download')
  await button(page, say('mailbox.log.save')).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe(`evidence-${reference}.json`)
  const file = parsePayload(evidenceFile, await readFile(await saved.path()))
  if (!file) throw new Error('what was saved is no evidence')
  const { good, acts } = verifyEvidence(file, parsePolicy(town.witnesses?.policy ?? ''))
  expect([good, acts.length]).toEqual([true, 3])
})
