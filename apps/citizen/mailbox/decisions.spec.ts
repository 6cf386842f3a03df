import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { holdReport, triageReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { phrases } from '../testing/phrases.ts'
import { readReport, title } from '../testing/report-walk.ts'
import { expect, test } from '../testing/visit.ts'

const refOf = async (desk: Desk, reference: string): Promise<string> =>
  (await listReports(desk)).reports.find((one) => one.reference === reference)?.ref ?? ''

for (const language of ['en', 'it'] as const) {
  test.describe(language, () => {
    test.use({ locale: language })
    test('what an officer decided is said in words, with the rules that allowed it', async ({
      visited: page,
      town,
    }) => {
      const say = phrases(language)
      const sent = await town.reports()
      const desk = await town.desk('anna')
      const ref = await refOf(desk, sent.receipt.reference)
      const today = town.app.context.clock.today()
      await triageReport(desk, ref, { regime: 'GDPR', retentionClass: 'noncrime' })
      await holdReport(desk, ref, 'complaint-open', addDays(today, 30))
      await readReport(page, sent.words.split(' '), say)
      await expect(title(page)).toHaveText(say('mailbox.heading'))
      await expect(page.getByText(say('mailbox.act.triage'))).toBeVisible()
      await expect(page.getByText(say('mailbox.decided.regime.GDPR'))).toBeVisible()
      const filed = say('mailbox.decided.class', { class: say('policy-panel.class.noncrime') })
      await expect(page.getByText(filed)).toBeVisible()
      await expect(page.getByText(say('mailbox.decided.ground.complaint-open'))).toBeVisible()
      const held = page.locator('ol > li', { hasText: say('mailbox.act.hold') })
      const entry = (await held.textContent())?.match(language === 'en' ? /entry (\d+)/ : /voce (\d+)/)?.[1]
      const laws = page.getByRole('group').filter({ hasText: say('mailbox.laws') })
      await laws.getByText(say('mailbox.laws')).click()
      const law = laws.locator('dt', { hasText: new RegExp(`\\b${entry}\\b`) }).locator('+ dd')
      await expect(law).toContainText(
        language === 'en'
          ? /allowed by rules? C-.+ of policy version \d/
          : /permesso dall[ae] regol[ae] C-.+ della versione \d/,
      )
    })

    test('what is told later is said at once, with its place in the log, the day and the ground', async ({
      visited: page,
      town,
    }) => {
      const say = phrases(language)
      const sent = await town.reports({ category: 'drugs' })
      const desk = await town.desk('anna')
      const ref = await refOf(desk, sent.receipt.reference)
      const until = addDays(town.app.context.clock.today(), 30)
      await triageReport(desk, ref, { regime: 'LED', retentionClass: 'crime_minor' })
      const why = { purpose: 'led_investigate', reason: 'first-reading' } as const
      await openReport(desk, ref, { ...why, later: { ground: 'inquiry', until } })
      await readReport(page, sent.words.split(' '), say)
      const later = page.locator('ol > li', { hasText: say('mailbox.later') })
      await expect(later).toContainText(say('mailbox.later-ground.inquiry'))
      await expect(later).toContainText(until.slice(0, 4))
      await expect(page.getByText(say('mailbox.openings-told', { count: 0 }))).toBeVisible()
      await expect(page.getByText(say('mailbox.openings', { count: 0 }))).toHaveCount(0)
    })
  })
}
