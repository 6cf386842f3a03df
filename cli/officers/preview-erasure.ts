// `citycop officer preview-erasure`: what the clock will erase. Nothing is erased by asking.
import { previewErasure } from '@citycop/client/reports/change-report.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Command } from '../command.ts'
import { cityToday } from './city-today.ts'
import { dayOf, dayOption } from './decide.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'

export const command: Command = {
  options: { ...deskOptions, until: dayOption('the last day to look at (30 days from now)') },
  about: `
Counts what of the officer's units ends until a day, by what it is filed as, and what is held beyond that day. Nothing is erased and
nothing is opened. For a supervisor.
${passphraseNote}

  citycop officer preview-erasure --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --until 2027-01-31`,
  run: async (given) => {
    const asked = dayOf(given, 'until')
    return atDesk(given, async (desk) => {
      const until = asked ?? addDays(cityToday(desk.instance.directory.policy), 30)
      const preview = await previewErasure(desk, until)
      return { json: preview, text: said(preview) }
    })
  },
}

type Preview = Awaited<ReturnType<typeof previewErasure>>

function said({ until, ends, held }: Preview): string {
  return [
    ends.length === 0 ? `Nothing ends until ${until}.` : `Ends until ${until}:`,
    ...ends.map(
      ({ unit, retentionClass = 'undecided', count, first }) =>
        `  ${unit}, ${retentionClass}: ${count}, the first on ${first}`,
    ),
    ...(held.length === 0 ? [] : ['Held beyond that day:']),
    ...held.map(({ unit, ground, count, until: last }) => `  ${unit}, ${ground}: ${count}, until ${last}`),
  ].join('\n')
}
