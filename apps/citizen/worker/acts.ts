// Every command and what it does here, in one table.
import { answerConsent, contestReport, sendMessage } from '@citycop/client/conversation/send-message.ts'
import { readVersions } from '@citycop/client/policy/read-versions.ts'
import { undoWithdrawal, withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { sendWaiting } from '../queue/send-waiting.ts'
import { checkLogAgain, evidence, followPublic } from './check-log.ts'
import type { Command, Done, Input, Output } from './commands.ts'
import { connectTo } from './connect-to.ts'
import { filesOf, lookAtFile } from './files.ts'
import { forget, instance, keys } from './held.ts'
import { newWords, spellCode } from './passphrase.ts'
import { readAgain, readWith } from './read.ts'
import { keep, seal, submit } from './send.ts'

export type Tell = (done: Done) => void
type Acts = { [C in Command]: (input: Input<C>, tell: Tell) => Promise<Output<C>> }

export const acts: Acts = {
  connect: connectTo,
  'new-words': newWords,
  'spell-code': spellCode,
  seal,
  submit,
  keep,
  'send-waiting': () => sendWaiting(instance()),
  read: readWith,
  'read-again': readAgain,
  'follow-log': followPublic,
  'check-log': checkLogAgain,
  'read-policies': () => readVersions(instance()),
  'make-evidence': evidence,
  'look-at-file': lookAtFile,
  write: async ({ text, files }, tell) =>
    void (await sendMessage(instance(), keys(), text, await filesOf(files), tell)),
  contest: async ({ text }) => void (await contestReport(instance(), keys(), text)),
  'answer-consent': async (said) => void (await answerConsent(instance(), keys(), said)),
  withdraw: async () => void (await withdrawReport(instance(), keys())),
  'undo-withdrawal': async () => void (await undoWithdrawal(instance(), keys())),
  forget: async () => void forget(),
}
