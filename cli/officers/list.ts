// `citycop officer list`: what waits, those due first first. Nothing is opened.
import { type InboxPage, type InboxRow, listReports } from '@citycop/client/reports/list-reports.ts'
import { type Status, statuses } from '@citycop/protocol/reports/workflow.ts'
import type { Command } from '../command.ts'
import { Usage } from '../usage.ts'
import { cityToday } from './city-today.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { sayDue } from './say-due.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    unit: { value: 'U', says: 'only this unit of the officer’s' },
    status: { value: 'S', says: `only reports that are ${statuses.join(', ')}`, many: true },
    after: { value: 'NEXT', says: 'the following page, as "next" of the page before names it' },
  },
  about: `
Lists at most 100 reports of the officer's units. It opens none: what a report says, and its category, show after an opening.
${passphraseNote}

  citycop officer list --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age`,
  run: (given) => {
    const status = given.all('status').map(asStatus)
    const [unit, after] = [given.text('unit'), given.text('after')]
    return atDesk(given, async (desk) => {
      const page = await listReports(desk, {
        ...(unit === undefined ? {} : { unit }),
        ...(after === undefined ? {} : { after }),
        ...(status.length === 0 ? {} : { status }),
      })
      return { json: page, text: said(page, cityToday(desk.instance.directory.policy)) }
    })
  },
}

function asStatus(typed: string): Status {
  const status = statuses.find((one) => one === typed)
  if (!status) throw new Usage(`--status is one of ${statuses.join(', ')}`)
  return status
}

function said({ reports, next }: InboxPage, today: string): string {
  if (reports.length === 0) return 'No reports.'
  const rows = [
    ['REFERENCE', 'UNIT', 'GROUP', 'RECEIVED', 'STATUS', 'DUE', 'MESSAGES', 'FILES', 'REF'],
    ...reports.map((row) => asRow(row, today)),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [...lines, ...(next === undefined ? [] : ['', `More: --after ${next}`])].join('\n')
}

function asRow(row: InboxRow, today: string): string[] {
  const { status, taken, mine } = row
  const holder = mine ? ' by you' : taken ? ' by a colleague' : ''
  const counts = [String(row.messages), String(row.files)]
  return [row.reference, row.unit, row.group, row.day, `${status}${holder}`, sayDue(row, today), ...counts, row.ref]
}
