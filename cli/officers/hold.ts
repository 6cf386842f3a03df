import { holdReport } from '@citycop/client/reports/change-report.ts'
import { addDays, isDay } from '@citycop/protocol/contract/days.ts'
import { type HoldGround, holdGrounds } from '@citycop/protocol/policy/parameters.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { Command, Given } from '../command.ts'
import { Usage } from '../usage.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findReport, refuseUnless, reportOption } from './find-report.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    ground: { value: 'G', says: `why: ${holdGrounds.join(', ')} (evidence)` },
    until: { value: 'DAY', says: 'the last day of the hold (30 days from now)' },
  },
  about: `
Holds a report on a legal ground until a day, so that it is not erased before. The hold is logged and the person who reported sees it.
${passphraseNote}

  citycop officer hold --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const row = await findReport(desk, given)
      refuseUnless(row, 'report:hold')
      const { ground, until } = holdOf(given, desk.instance.directory.policy)
      const { status, index } = await holdReport(desk, row.ref, ground, until)
      const { ref, reference } = row
      return {
        json: { ref, reference, status, until, leaf: index },
        text: `Held until ${until}. Report ${reference} is ${status}.`,
      }
    }),
}

/** @throws Usage */
function holdOf(given: Given, { timeZone, holdDays }: Policy): { ground: HoldGround; until: string } {
  const ground = holdGrounds.find((one) => one === (given.text('ground') ?? 'evidence'))
  if (!ground) throw new Usage(`--ground is one of ${holdGrounds.join(', ')}`)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date())
  const until = given.text('until') ?? addDays(today, Math.min(30, holdDays))
  if (!isDay(until)) throw new Usage('--until is a day like 2027-01-31')
  return { ground, until }
}
