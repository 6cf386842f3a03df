// What is done with a report that was sent before: it comes with the first command that needs it.
import { answerConsent, contestReport, sendMessage } from '@citycop/client/conversation/send-message.ts'
import { undoWithdrawal, withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { checkLogAgain, evidence } from './check-log.ts'
import type { Acts } from './commands.ts'
import { filesOf } from './files.ts'
import { instance, keys } from './held.ts'
import { readAgain, readWith } from './read.ts'

export const myReport: Pick<
  Acts,
  | 'read'
  | 'read-again'
  | 'check-log'
  | 'make-evidence'
  | 'write'
  | 'contest'
  | 'answer-consent'
  | 'withdraw'
  | 'undo-withdrawal'
> = {
  read: readWith,
  'read-again': readAgain,
  'check-log': checkLogAgain,
  'make-evidence': evidence,
  write: async ({ text, files }, tell) =>
    void (await sendMessage(instance(), keys(), text, await filesOf(files), tell)),
  contest: async ({ text }) => void (await contestReport(instance(), keys(), text)),
  'answer-consent': async (said) => void (await answerConsent(instance(), keys(), said)),
  withdraw: async () => void (await withdrawReport(instance(), keys())),
  'undo-withdrawal': async () => void (await undoWithdrawal(instance(), keys())),
}
