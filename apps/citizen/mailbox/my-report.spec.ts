import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Page } from '@playwright/test'
import { look } from '../../desk/testing/look.ts'
import { atDesk } from '../testing/officer.ts'
import { phrases } from '../testing/phrases.ts'
import { button, noise, readReport, sendReport, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const say = phrases('en')
const unit = 'Harbour quarter team'

/** A sent report, left behind; then its twelve words on what might be any device. */
async function sendAndComeBack(page: Page, between: (reference: string) => Promise<unknown> = async () => {}) {
  const words = await sendReport(page, noise, say)
  const reference = (await page.locator('.reference').textContent()) ?? ''
  await button(page, say('submit.finish')).click()
  await between(reference)
  await readReport(page, words, say)
  await expect(title(page)).toHaveText(say('mailbox.heading'))
  return { words, reference }
}
const act = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

test('a person reads the answer, sees who opened the report and why, and writes again', async ({
  visited: page,
  town,
}) => {
  await sendAndComeBack(page, async (reference) => {
    await (await atDesk(town, 'anna', reference)).ask('On which nights is it worst?')
  })
  await expect(page.getByRole('heading', { name: say('mailbox.status.waiting') })).toBeVisible()
  await expect(page.getByText('On which nights is it worst?')).toBeVisible()
  await expect(page.getByText(say('mailbox.openings', { count: 1 }))).toBeVisible()
  const opening = act(page, say('mailbox.act.open'))
  await expect(opening).toContainText(say('mailbox.by-member', { unit }))
  await expect(opening).toContainText(say('reports.purpose.handle_concern'))
  await expect(opening).toContainText(/checked against the city’s log: entry \d+/)
  await button(page, say('mailbox.write')).click()
  await page.getByLabel(say('mailbox.message')).fill('Fridays.')
  await page
    .getByLabel(say('files.choose'))
    .setInputFiles({ name: 'noise.m4a', mimeType: 'audio/mp4', buffer: Buffer.alloc(5000, 3) })
  await button(page, say('mailbox.send')).click()
  await expect(page.getByText(say('mailbox.written'))).toBeVisible()
  await expect(page.getByText('Fridays.')).toHaveCount(0) // sealed for the unit, not for this screen
  await expect(page.getByRole('heading', { name: say('reports.status.taken') })).toBeVisible()
})

test('what would leave is shown word for word before a yes, and a yes can be taken back', async ({
  visited: page,
  town,
}) => {
  const asked = {
    is: 'asked',
    act: 'report:refer',
    to: 'shelter',
    title: 'Safe House',
    text: 'Please call her.',
  } as const
  await sendAndComeBack(page, async (reference) => {
    await (await atDesk(town, 'anna', reference)).ask('Safe House', asked)
  })
  const question = page
    .getByRole('listitem')
    .filter({ hasText: say('mailbox.consent.may-refer', { title: 'Safe House' }) })
  await expect(question).toContainText('Please call her.')
  await expect(question).toContainText(say('mailbox.consent.means'))
  await look(page, 'consent')
  await button(page, say('mailbox.consent.yes')).click()
  await expect(page.getByText(say('mailbox.consent.said-yes'))).toBeVisible()
  await button(page, say('mailbox.consent.no')).click()
  await expect(page.getByText(say('mailbox.consent.said-no'))).toBeVisible()
  await expect(question).toContainText(say('mailbox.consent.you-said-no'))
})

test('a closed report says why, and contested it is looked at again', async ({ visited: page, town }) => {
  await sendAndComeBack(page, async (reference) => {
    await (await atDesk(town, 'anna', reference)).close('The bar closes its doors at eleven now.')
  })
  await expect(page.getByText(say('mailbox.closed.resolved')).first()).toBeVisible()
  await expect(page.getByText('The bar closes its doors at eleven now.')).toBeVisible()
  await button(page, say('mailbox.contest')).click()
  await button(page, say('mailbox.send')).click()
  await expect(page.getByText(say('mailbox.empty'))).toBeVisible()
  await page.getByLabel(say('mailbox.contest-why')).fill('It does not.')
  await button(page, say('mailbox.send')).click()
  await expect(page.getByRole('heading', { name: say('mailbox.status.contested') })).toBeVisible()
})

test('an opened report taken back waits, and may stand again', async ({ visited: page, town }) => {
  await sendAndComeBack(page, (reference) => atDesk(town, 'anna', reference))
  await button(page, say('mailbox.withdraw')).click()
  await button(page, say('mailbox.withdraw-yes')).click()
  await expect(page.getByRole('heading', { name: say('mailbox.status.withdrawn') })).toBeVisible()
  await button(page, say('mailbox.undo')).click()
  await expect(page.getByText(say('mailbox.undone'))).toBeVisible()
  await expect(page.getByRole('heading', { name: say('reports.status.taken') })).toBeVisible()
})

test('a report that nobody opened is erased at once when it is taken back, and its words say so later', async ({
  visited: page,
}) => {
  const { words } = await sendAndComeBack(page)
  await button(page, say('mailbox.withdraw')).click()
  await button(page, say('mailbox.withdraw-yes')).click()
  await expect(title(page)).toHaveText(say('mailbox.erased'))
  await button(page, say('mailbox.close')).click()
  await readReport(page, words, say)
  await expect(title(page)).toHaveText(say('mailbox.erased'))
  await looksRight(page, 'citizen/mailbox/ErasedScreen')
})

test('closing My report forgets the words', async ({ visited: page }) => {
  await sendAndComeBack(page)
  await button(page, say('mailbox.close')).click()
  await page.getByRole('button', { name: say('start.mailbox') }).click()
  await expect(page.getByLabel(say('mailbox.words'))).toHaveValue('')
})

test('a report that went to another unit says to which, when and why, and what one writes goes there', async ({
  visited: page,
  town,
}) => {
  const home = 'Safety at home unit'
  await sendAndComeBack(page, async (reference) => {
    await (await atDesk(town, 'anna', reference)).handTo('home-safety', 'They know the house.')
  })
  const thread = page.getByRole('region', { name: say('mailbox.messages') })
  await expect(thread).toContainText(say('mailbox.transfer.title', { unit: home }))
  await expect(thread).toContainText(say('reports.transfer-reason.other-task'))
  await expect(thread).toContainText(say('mailbox.transfer.list'))
  await expect(thread).toContainText(say('mailbox.transfer.means', { unit: home, from: unit }))
  await expect(act(page, say('mailbox.act.transfer'))).toContainText(say('mailbox.act-receiver', { unit: home }))
  await button(page, say('mailbox.write')).click()
  await page.getByLabel(say('mailbox.message')).fill('Thank you.')
  await button(page, say('mailbox.send')).click()
  await expect(page.getByText(say('mailbox.written'))).toBeVisible()
})
