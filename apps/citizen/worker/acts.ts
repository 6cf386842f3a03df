// Every command and what it does here, in one table.
import { sendWaiting } from '../queue/send-waiting.ts'
import { arriving } from './arriving.ts'
import type { Acts } from './commands.ts'
import { connectTo } from './connect-to.ts'
import { lookAtFile } from './files.ts'
import { followPublic } from './follow-public.ts'
import { forget, instance } from './held.ts'
import { newWords, spellCode } from './passphrase.ts'
import { keep, seal, submit } from './send.ts'

/** A phone with a poor connection fetches what it needs to send, and the rest when somebody reads a report. */
const mine = async () => (await arriving(import('./my-report.ts'))).myReport

export const acts: Acts = {
  connect: connectTo,
  'new-words': newWords,
  'spell-code': spellCode,
  seal,
  submit,
  keep,
  'send-waiting': () => sendWaiting(instance()),
  read: async (input, tell) => (await mine()).read(input, tell),
  'read-again': async (input, tell) => (await mine())['read-again'](input, tell),
  'follow-log': followPublic,
  'check-log': async (input, tell) => (await mine())['check-log'](input, tell),
  'read-policies': async () =>
    (await arriving(import('@citycop/client/policy/read-versions.ts'))).readVersions(instance()),
  'make-evidence': async (input, tell) => (await mine())['make-evidence'](input, tell),
  'look-at-file': lookAtFile,
  write: async (input, tell) => (await mine()).write(input, tell),
  contest: async (input, tell) => (await mine()).contest(input, tell),
  'answer-consent': async (input, tell) => (await mine())['answer-consent'](input, tell),
  withdraw: async (input, tell) => (await mine()).withdraw(input, tell),
  'undo-withdrawal': async (input, tell) => (await mine())['undo-withdrawal'](input, tell),
  forget: async () => void forget(),
}
