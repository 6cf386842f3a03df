// A person who says who they are to custodians alone: chosen on the phone, kept apart from the report, and opened by two.
import {
  approveIdentity,
  listIdentities,
  requestIdentity,
  revealIdentity,
} from '@citycop/client/identity/open-identity.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { openReport } from '@citycop/client/reports/open-report.ts'
import type { Town } from '../../../testing/town.ts'
import { phrases } from '../testing/phrases.ts'
import { noise, readReport, sendReport } from '../testing/report-walk.ts'
import { test as base, expect, founding, ownTown } from '../testing/visit.ts'

const test = base.extend<object, { town: Town }>({
  town: [({ browserName: _ }, use) => ownTown(use, { vault: true }), founding],
})
const identity = { name: 'Ottavia Quercioli', contact: 'ottavia@example.org' }

for (const language of ['en', 'it'] as const) {
  test.describe(language, () => {
    test.use({ locale: language })
    test('a name that is locked away is not in the report, and its opening is told', async ({
      visited: page,
      town,
    }) => {
      const say = phrases(language)
      const folder = process.env.CITYCOP_LOOK
      const look = async (screen: string) => {
        if (screen === 'check')
          await expect(page.getByText(say('submit.who-sealed-said', { who: identity.name }).slice(0, 25))).toBeVisible()
        if (folder && ['who', 'check'].includes(screen))
          await page.screenshot({ path: `${folder}/sealed-${screen}-${language}.png`, fullPage: true })
      }
      const words = await sendReport(page, { ...noise, identity }, say, look)

      const bruno = await town.desk('bruno')
      const row = (await listReports(bruno)).reports.find((one) => !one.opened)
      if (!row) throw new Error('no report came')
      const report = await openReport(bruno, row.ref, { purpose: 'handle_concern', reason: 'first-reading' })
      expect(JSON.stringify(report.messages)).not.toMatch(/Ottavia|example\.org/)
      const cause = { purpose: 'led_investigate', reason: 'witness-needed', caseRef: '17' } as const
      const { id } = await requestIdentity(bruno, row.reference, cause, town.app.context.clock.today())
      const anna = await town.desk('anna')
      const wanted = async (desk: typeof anna) => {
        const one = (await listIdentities(desk)).requests.find((each) => each.id === id)
        if (!one) throw new Error('the request is not listed')
        return one
      }
      await approveIdentity(anna, await wanted(anna))
      expect(await revealIdentity(bruno, await wanted(bruno), cause)).toMatchObject(identity)

      await page.goto(town.origin)
      await readReport(page, words, say)
      for (const key of ['identity-request', 'identity-approve', 'identity-reveal'] as const)
        await expect(page.getByText(say(`mailbox.act.${key}`))).toBeVisible()
    })
  })
}
