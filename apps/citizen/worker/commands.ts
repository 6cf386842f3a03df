// What the page may ask of the Worker, and what it gets back. No key stands in any type here; the twelve words do, because
// a person must read and type them.

import type { Tale } from '@citycop/client/attachments/strip/tales.ts'
import type { KeptCity, Seen } from '@citycop/client/keys/connect.ts'
import type { Evidence } from '@citycop/client/log/evidence.ts'
import type { LogCheck } from '@citycop/client/log/log-check.ts'
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import type { ReadPolicies } from '@citycop/client/policy/read-versions.ts'
import type { KeptNote } from '@citycop/client/reports/kept-report.ts'
import type { Erased, Mailbox } from '@citycop/client/reports/read-mailbox.ts'
import type { WrongReason } from '@citycop/client/sealing/passphrase.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import type { Answer } from '@citycop/protocol/conversation/consent.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { Category, Group } from '@citycop/protocol/reports/categories.ts'
import type { Clocks } from '@citycop/protocol/reports/clocks.ts'
import type { Language } from '@citycop/ui/languages.ts'

export type UnitView = {
  id: string
  title: Readonly<Record<string, string>>
  serves: readonly Group[]
  unconfirmedSince?: string
}
export type City = {
  demo: boolean
  instance: string
  /** In six words; absent where their list did not come. */
  fingerprint?: string
  units: UnitView[]
  /** The terms in force. */
  terms: Policy
  seen: Seen | undefined
  /** Absent where the city did not answer, and what it said before is shown. */
  answered?: KeptCity
}
/** `keep`: as it is, with what it tells about place, time and device. */
export type FileToSeal = { file: File; keep: boolean }
/** Whether that can be taken out of it, and what of it there is. */
export type FileLook = { removable: boolean; found: Tale[] }
export type Letter = {
  category: Category
  language: Language
  what: string
  where: string
  when: string
  position?: string
  name?: string
  contact?: string
  /** Sealed apart from all the rest. */
  identity?: { name: string; contact: string }
  files: FileToSeal[]
}
export type Sent = { receipt: Receipt; clocks: Clocks }
export type Lateness = 'acknowledge' | 'answer'
export type Living = Mailbox & { late?: Lateness; paused?: NonNullable<Clocks['paused']> }
export type MailboxView = Living | Erased
/** Not with the city: the report of these words lies sealed on this phone. */
export type OnPhone = { waits: KeptNote }
/** `mailbox`: the page as it was checked, which may be newer than the one shown. */
export type Looked = { check: LogCheck; mailbox: MailboxView }
/** What a device keeps of the public log, for every visitor alike. */
export type Followed = Pick<Seen, 'published' | 'contradiction'>

export type Commands = {
  /** `kept`: what the city said of itself before, for when it does not answer now. */
  connect: { input: { origin: string; seen: Seen | undefined; kept: unknown }; output: City }
  'new-words': { input: { language: Language }; output: string[] }
  /** For a QR picture and for paper: it opens nothing that the words do not open. */
  'spell-code': { input: { words: string; language: Language }; output: { code: string; reference: string } }
  seal: { input: { unit: string; letter: Letter; words: string }; output: undefined }
  submit: { input: undefined; output: Sent }
  /** Onto the phone, sealed; its last day. */
  keep: { input: undefined; output: { leaveBy: string } }
  /** False: something still waits. */
  'send-waiting': { input: undefined; output: boolean }
  read: { input: { words: string; language: Language }; output: MailboxView | OnPhone | undefined }
  'read-again': { input: undefined; output: MailboxView | OnPhone | undefined }
  'follow-log': { input: undefined; output: Followed }
  'check-log': { input: { all: boolean }; output: Looked }
  'read-policies': { input: undefined; output: ReadPolicies }
  'make-evidence': { input: undefined; output: Evidence }
  'look-at-file': { input: { file: File }; output: FileLook }
  write: { input: { text: string; files: FileToSeal[] }; output: undefined }
  contest: { input: { text: string }; output: undefined }
  /** `of`: the message that asked. */
  'answer-consent': { input: { of: string; answer: Answer; text: string }; output: undefined }
  withdraw: { input: undefined; output: undefined }
  'undo-withdrawal': { input: undefined; output: undefined }
  forget: { input: undefined; output: undefined }
}
export type Command = keyof Commands
export type Input<C extends Command> = Commands[C]['input']
export type Output<C extends Command> = Commands[C]['output']

export type Done = { step: 'reading' | 'sealing' | 'uploading' | 'sending' | 'checking'; part: number; of: number }
export type Tell = (done: Done) => void
export type Acts = { [C in Command]: (input: Input<C>, tell: Tell) => Promise<Output<C>> }
export type Failure =
  | { kind: 'unreachable' }
  | { kind: 'refused'; code: ProblemCode }
  | { kind: 'untrusted' }
  | { kind: 'wrong-words'; reason: WrongReason; position?: number }
  | { kind: 'too-long' }
  | { kind: 'broken' }
  | { kind: 'ended' }
export type ToWorker = { [C in Command]: { id: number; command: C; input: Input<C> } }[Command]
export type FromWorker =
  | { id: number; output: Output<Command> }
  | { id: number; failure: Failure }
  | { event: 'done'; id: number; done: Done }
