// Every command and what it does here, in one table.
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import type { Seen } from '@citycop/client/keys/connect.ts'
import { holdReport, takeReport } from '@citycop/client/reports/change-report.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { answerFrom, closeFrom } from './answer.ts'
import type { Command, Input, Output, Progress } from './commands.ts'
import { desk, opened } from './held.ts'
import { openFor } from './open.ts'
import { connectTo, enter, fallAsleep, leave } from './sign-in.ts'

export type Page = { tell: (progress: Progress) => void; remember: (seen: Seen) => void }
type Acts = { [C in Command]: (input: Input<C>, page: Page) => Promise<Output<C>> }

export const acts: Acts = {
  connect: connectTo,
  'sign-in': enter,
  'fall-asleep': fallAsleep,
  'sign-out': leave,
  list: (wanted) => listReports(desk(), wanted),
  open: openFor,
  attachment: ({ ref, blob }, { tell }) => readAttachment(desk(), opened(ref), blob, (part, of) => tell({ part, of })),
  take: async ({ ref }) => void (await takeReport(desk(), ref)),
  answer: answerFrom,
  close: closeFrom,
  hold: async ({ ref, ground, days }) => {
    const { timeZone, holdDays } = desk().instance.directory.policy
    const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date())
    await holdReport(desk(), ref, ground, addDays(today, Math.min(days, holdDays)))
    return undefined
  },
}
