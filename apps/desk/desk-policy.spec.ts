// The city's policy at the desk: everybody reads it, one person proposes, two others approve, and only then it holds.

import { addDays } from '@citycop/protocol/contract/days.ts'
import type { CityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import { looksRight } from '@citycop/ui/testing/looks-right.ts'
import type { Page } from '@playwright/test'
import { civilToday } from '../../testing/days-ahead.ts'
import { createTown, type Town } from '../../testing/town.ts'
import { townPolicy } from '../../testing/town-policy.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'
import { look } from './testing/look.ts'

const file = (town: Town, change: Parameters<typeof townPolicy>[3]) => ({
  name: 'policy.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(townPolicy(town.pins.instance, civilToday(), 7, change).policy)),
})
const looser = (policy: CityPolicy): CityPolicy => ({
  ...policy,
  retention: { ...policy.retention, tip_anonymous: { days: 300 } },
  deviations: [
    {
      param: 'R5',
      why: 'Tips of organised crime come back after months.',
      dpo: 'Acceptable for a year.',
      expires: addDays(civilToday(), 300),
    },
  ],
})
const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true }).click()

test('an officer reads how the city stands, line by line, and beside another city', async ({ desk, page }) => {
  await desk.signIn('bruno')
  await page.getByRole('button', { name: 'Policy', exact: true }).click()
  await expect(page.getByText('Version 1 is in force')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Propose a version' })).toHaveCount(0)
  const line = page.getByRole('row').filter({ hasText: 'Reports that are no crime are kept' })
  await expect(line).toContainText('180 days')
  await expect(line).toContainText('at most 365 days')
  await expect(line).toContainText('Default or stricter')
  await line.getByText('Choice').click()
  await expect(line).toContainText('GDPR 5(1)(e)')
  await look(page, 'balance')
  await page.getByText('Compare with another city').click()
  const elsewhere = townPolicy('elsewhere', civilToday(), 1, (policy) => ({
    ...policy,
    lea: { ...policy.lea, name: 'Police of Elsewhere' },
    retention: { ...policy.retention, report_noncrime: { days: 300 } },
  }))
  const buffer = Buffer.from(JSON.stringify(elsewhere))
  await page
    .getByLabel("Choose a city's policy file")
    .setInputFiles({ name: 'elsewhere.json', mimeType: 'application/json', buffer })
  await expect(page.getByRole('columnheader', { name: 'Police of Elsewhere' })).toBeVisible()
  await expect(line).toContainText('300 days')
  await expect(line).toContainText('Looser than the default')
  const all = await page.getByRole('row').count()
  await page.getByLabel('Only what differs from the default').check()
  expect(await page.getByRole('row').count()).toBeLessThan(all)
})

test.describe('a new version', () => {
  test.use({ forgiven: [/Failed to load resource/] })

  test('is refused with every reason, then proposed, approved by two others, and holds', async ({ page }) => {
    test.slow()
    const town = await createTown({ suite: 'pq', desk: dist, policy: looser })
    const desk = deskOf(page, town)
    const anna = await page.context().newPage()
    const colleague = deskOf(anna, town)
    const { reference } = (await town.reports()).receipt
    await colleague.signIn('anna')

    await desk.signIn('giulia')
    await expect(page.getByRole('navigation').getByRole('button')).toHaveText([
      'Policy',
      'Opening',
      'The unit’s keys',
      'Ways to unlock',
    ]) // no unit, no reports
    await page.getByLabel('Only what differs from the default').check()
    await expect(page.getByRole('row')).toHaveCount(2)
    const amber = page.getByRole('row').filter({ hasText: 'Anonymous tips are kept' })
    await expect(amber).toContainText('Looser than the default')
    await expect(amber).toContainText('Tips of organised crime come back after months.')
    await look(page, 'amber')
    await page.getByRole('button', { name: 'Propose a version' }).click()
    await page.getByRole('button', { name: 'Check and propose' }).click()
    await expect(page.getByText('Paste or choose the parameters.')).toBeVisible()
    await page.getByLabel('Choose policy.json').setInputFiles(
      file(town, (policy) => ({
        ...looser(policy),
        retention: { ...looser(policy).retention, report_noncrime: { days: 4000 } },
        map: { ...policy.map, cell_m: 50 },
      })),
    )
    await page.getByRole('button', { name: 'Check and propose' }).click()
    const refused = page.getByRole('alert').filter({ hasText: 'This policy is not inside the floor' })
    await expect(refused).toContainText(
      'Reports that are no crime are kept: set retention.report_noncrime.days to at most 365',
    )
    await expect(refused).toContainText('GDPR 5(1)(e)')
    await expect(refused).toContainText('map.cell_m')
    await look(page, 'policy-refused')

    await page.getByLabel('Choose policy.json').setInputFiles(
      file(town, (policy) => ({
        ...looser(policy),
        retention: { ...looser(policy).retention, report_noncrime: { days: 120 } },
        languages: ['en', 'it', 'fr'],
      })),
    )
    await page.getByRole('button', { name: 'Check and propose' }).click()
    await expect(page.getByText('Proposed. The data-protection officer and the chief decide.')).toBeVisible()
    await page.getByRole('button', { name: 'See what changes' }).click()
    const change = page.getByRole('listitem').filter({ hasText: 'Reports that are no crime are kept' })
    await expect(change).toContainText('from 180 days to 120 days')
    await expect(change).toContainText('Stricter. Holds from its first day, for reports already here too.')
    await expect(page.getByText('You proposed this version, so others approve it.')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Approve version/ })).toHaveCount(0)
    await looksRight(page, 'desk/policy/DraftPage')
    await look(page, 'draft')
    await signOut(page)

    for (const [name, words] of [
      ['elena', 'Your approval is signed.'],
      ['franco', 'Version 2 is approved and in the public log.'],
    ] as const) {
      await desk.signIn(name)
      await page.getByRole('button', { name: 'See what changes' }).click()
      await page.getByRole('button', { name: 'Approve version 2' }).click()
      await expect(page.getByText(words)).toBeVisible()
      if (name === 'elena') await signOut(page)
    }
    await expect(page.getByText('Version 2 is in force')).toBeVisible()

    await test.step('a desk that was open reads the new version before its next act', async () => {
      await colleague.choose(reference)
      await anna.getByRole('radio', { name: 'To deal with the concern' }).check()
      await anna.getByRole('button', { name: 'Log and open' }).click()
      await expect(anna.getByText('This desk has read the new one')).toBeVisible()
      await anna.getByRole('button', { name: 'Log and open' }).click()
      await expect(anna.getByText(/Opened as entry/)).toBeVisible()
    })
    await town.close()
  })

  test('is taken back by whoever proposed it, and the server refuses a proposer’s approval', async ({ page }) => {
    const town = await createTown({ suite: 'pq', desk: dist })
    const desk = deskOf(page, town)
    await desk.signIn('elena') // she may propose, and then not approve
    await page.getByRole('button', { name: 'Propose a version' }).click()
    await page
      .getByLabel('Choose policy.json')
      .setInputFiles(file(town, (policy) => ({ ...policy, languages: ['en'] })))
    await page.getByRole('button', { name: 'Check and propose' }).click()
    await page.getByRole('button', { name: 'See what changes' }).click()
    await expect(page.getByRole('button', { name: /^Approve version/ })).toHaveCount(0)
    await page.getByRole('button', { name: 'Take it back' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
    await expect(page.getByText('The proposal was taken back.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Propose a version' })).toBeVisible()
    await town.close()
  })
})
