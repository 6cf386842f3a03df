// What the page may ask of the Worker, and what it gets back. No identity, key or session token stands in any type here.

import type { AnswerText } from '@citycop/client/conversation/answer-texts.ts'
import type { Service } from '@citycop/client/conversation/read-services.ts'
import type { Cause } from '@citycop/client/identity/open-identity.ts'
import type { Known } from '@citycop/client/identity/seal-identity.ts'
import type { Seen } from '@citycop/client/keys/connect.ts'
import type { Distrusted } from '@citycop/client/keys/distrusted.ts'
import type { Due } from '@citycop/client/keys/unit-due.ts'
import type { UnitEvent } from '@citycop/client/keys/unit-history.ts'
import type { MemberView, UnitState } from '@citycop/client/keys/unit-state.ts'
import type { PasskeyRefused } from '@citycop/client/officers/passkeys.ts'
import type { KnownPilot } from '@citycop/client/pilots/read-pilot.ts'
import type { Triage } from '@citycop/client/reports/change-report.ts'
import type { InboxPage, InboxRow } from '@citycop/client/reports/list-reports.ts'
import type { OpenedFile, OpenedMessage, OpenedReport } from '@citycop/client/reports/open-report.ts'
import type { Tampered } from '@citycop/client/reports/tampered.ts'
import type { ProblemCode } from '@citycop/protocol/contract/problem.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { Asked } from '@citycop/protocol/conversation/consent.ts'
import type { IdentityRequest } from '@citycop/protocol/identity/contract.ts'
import type { IdentityOutcome } from '@citycop/protocol/identity/identity.ts'
import type { SignedInRole } from '@citycop/protocol/keys/certificates.ts'
import type { PolicyText } from '@citycop/protocol/policy/contract.ts'
import type {
  DeferralGround,
  HandoverReason,
  HoldGround,
  OpeningReason,
  Purpose,
  RegimeGround,
  ReviewOutcome,
} from '@citycop/protocol/policy/parameters.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { countReports } from '@citycop/protocol/reports/count-contract.ts'
import type { previewErasure } from '@citycop/protocol/reports/desk-contract.ts'
import type { TransferReason } from '@citycop/protocol/reports/work-reasons.ts'
import type { CloseReason, Status } from '@citycop/protocol/reports/workflow.ts'
import type { OwnRow } from '../own/table.ts'
import type { BulkAct, BulkKind } from '../reports/bulk-act.ts'
import type { Wanted as InboxWanted } from '../reports/inbox.ts'

/** `receives`: people's reports go to it. */
export type UnitView = { id: string; title: Readonly<Record<string, string>>; receives: boolean }
export type City = { demo: boolean; fingerprint: string; timeZone: string; units: UnitView[]; terms: Policy }
export type Officer = { name: string; units: readonly string[]; roles: readonly SignedInRole[] }
export type FileView = Pick<OpenedFile, 'blob' | 'name' | 'type' | 'size' | 'metadata'>
export type MessageView = Omit<OpenedMessage, 'files'> & { files: FileView[] }
export type ReportView = Omit<OpenedReport, 'messages' | 'thread' | 'replyTo' | 'signed'> & { messages: MessageView[] }
export type Opening = {
  ref: string
  purpose: Purpose
  reason: OpeningReason
  caseRef?: string
  later?: { ground: DeferralGround; until: string }
}
export type Export = Pick<Opening, 'ref' | 'later'> & {
  recipient: string
  caseRef: string
  reason: HandoverReason
  only?: 'agree'
}
/** Sealed to the court. `rootPk`: what the court compares with another source. */
export type ExportOutcome =
  | { bytes: Uint8Array<ArrayBuffer>; name: string; rootPk: string }
  | { agreed: true }
  | { missed: 'no-recipient' | 'not-published' }
export type ReadFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

/** `file` is for the service alone; it is saved, and nothing of it stays here. */
export type Referred = { report: ReportView; number: string; file: Uint8Array<ArrayBuffer> }

export type Draft = { answer: string; ask: boolean; closing: string; note: string }
// What the page puts away while it is locked: sealed to the officer's own key, so a locked desk holds no readable word.
export type Parcel = { drafts: Record<string, Draft>; showing?: string }
export type SignedIn = { officer: Officer; reports: ReportView[]; parcel?: Parcel }
/** A published version, its text read. */
export type VersionView = {
  number: number
  from: string
  index: number
  content: PolicyText
  approvals: number
}
export type DraftView = {
  number: number
  sha256: string
  content: PolicyText
  proposedOn: string
  mine: boolean
  approvals: { role: 'dpo' | 'chief'; mine: boolean }[]
  notes: readonly string[]
  cases: number
}
export type PolicyView = { city: string; fits: boolean; versions: VersionView[]; draft?: DraftView }
export type ErasurePreview = Reply<typeof previewErasure>
export type FiguresView = Reply<typeof countReports>
export type RequestView = Omit<IdentityRequest, 'file' | 'object' | 'ref'>
/** `mine`: the key of whoever is signed in. */
export type IdentitiesView = { mine: string; requests: RequestView[] }
/** A hundred lines of the list, in an order that stands still until it is asked for afresh. */
export type InboxView = {
  rows: InboxRow[]
  page: number
  /** How many of all of them need this officer today; they stand first. */
  needsMe: number
  total: number
  /** Those that would be in the list, and are not in its order yet. */
  waiting: number
  /** How many lines the Worker has, while it is still reading. */
  known: number
  reading: boolean
  live: boolean
  failure?: Failure
}
export type Colleague = { keyId: string; mine: boolean; name?: string }
/** `mine`: the key of whoever is signed in. Names by key id, of those who wrote a card. */
export type People = { mine: string; names: Readonly<Record<string, string>> }
export type FailedRow = { ref: string; reference: string; failure: Failure }
/** `left`: those that were not tried, because it was stopped. */
export type BulkDone = { done: number; failed: FailedRow[]; left: string[] }
export type Found = { ref: string; reference: string; snippet: string }
/** What stands for a person where no name does: six words and a picture, both of the whole key. */
export type Face = { keyId: string; words: string; hash: Uint8Array<ArrayBuffer>; mine: boolean }
/** `member`: only of the officer's own units. */
export type UnitKeysView = { state: UnitState; due: Due[]; history: UnitEvent[]; faces: Face[]; member?: MemberView }
/** A request to be let in. */
export type JoinView = {
  name: string
  unit: string
  words: string
  hash: Uint8Array<ArrayBuffer>
  fits: 'yes' | 'other-city' | 'no-unit' | 'member-already'
}
/** What opens a keyfile: its passphrase, or what a passkey gave for it, which the page hands over and keeps no copy of. */
export type UnlockBy = { passphrase: string } | { prf: Uint8Array<ArrayBuffer> }
export type PasskeyView = { name: string; credential: string }
/** The keyfile made anew. */
export type PasskeysChanged = { bytes: Uint8Array<ArrayBuffer>; passkeys: PasskeyView[] }
/** What a browser gave for a new passkey. */
export type DrawnPasskey = {
  credential: Uint8Array<ArrayBuffer>
  salt: Uint8Array<ArrayBuffer>
  prf: Uint8Array<ArrayBuffer>
}
type WithPassphrase = { keyfile: Uint8Array; passphrase: string }
/** Keys that end soon, by unit, and what was sealed anew. */
export type KeyCare = {
  ending: { unit: string; days: number }[]
  /** Who asks for the keys of one of the officer's units, and from when on they are given out. */
  recoveries: { unit: string; until: string }[]
  /** Keys that were handed to this officer and are not used; `by`: whose key opens nothing. Without: the server's doing. */
  refused: { unit: string; epoch: number; by?: string }[]
  resealed: number
  unreadable: number
}
/** Hand it on, ask the person, or ask a second officer. */
export type TransferAct = 'hand' | 'ask' | 'second'
type Wanted = { unit?: string; status?: Status[]; ref?: string; after?: string }

export type Commands = {
  connect: { input: { origin: string; seen?: Seen }; output: City }
  'sign-in': { input: { keyfile: Uint8Array; by: UnlockBy; asleep?: Uint8Array }; output: SignedIn }
  'check-passphrase': { input: WithPassphrase; output: undefined }
  passkeys: { input: undefined; output: PasskeyView[] }
  'add-passkey': { input: WithPassphrase & DrawnPasskey & { name: string }; output: PasskeysChanged }
  'remove-passkey': { input: WithPassphrase & { credential: string }; output: PasskeysChanged }
  'fall-asleep': { input: Parcel; output: Uint8Array }
  'sign-out': { input: undefined; output: undefined }
  list: { input: Wanted; output: InboxPage }
  inbox: { input: { wanted: InboxWanted; today: string; page: number; fresh: boolean; read?: true }; output: InboxView }
  count: { input: { unit: string }; output: FiguresView }
  'own-work': { input: undefined; output: OwnRow[] }
  matching: { input: undefined; output: string[] }
  able: { input: { refs: string[]; kind: BulkKind; today: string }; output: string[] }
  colleagues: { input: { refs: string[]; today: string }; output: Colleague[] }
  bulk: { input: { refs: string[]; act: BulkAct }; output: BulkDone }
  'stop-bulk': { input: undefined; output: undefined }
  'answer-texts': { input: { language: string }; output: AnswerText[] }
  search: { input: { words: string }; output: Found[] }
  open: { input: Opening; output: ReportView }
  attachment: { input: { ref: string; blob: string }; output: ReadFile }
  export: { input: Export; output: ExportOutcome }
  take: { input: { ref: string }; output: undefined }
  note: { input: { ref: string; text: string }; output: ReportView }
  link: { input: { ref: string; to: string; on: boolean }; output: ReportView[] }
  people: { input: { unit: string }; output: People }
  'write-name': { input: { name: string; today: string }; output: undefined }
  answer: { input: { ref: string; text: string; ask: boolean }; output: ReportView }
  services: { input: { language: string }; output: Service[] }
  'ask-consent': { input: { ref: string; consent: Asked }; output: ReportView }
  refer: { input: { ref: string; of: string; service: { id: string; recipient: string } }; output: Referred }
  close: { input: { ref: string; reason: CloseReason; text: string }; output: ReportView }
  triage: { input: { ref: string; triage: Triage; ground?: RegimeGround }; output: undefined }
  hold: { input: { ref: string; ground: HoldGround; until: string }; output: undefined }
  'release-hold': { input: { ref: string }; output: undefined }
  review: { input: { ref: string; outcome: ReviewOutcome; until?: string }; output: undefined }
  'preview-erasure': { input: { until: string }; output: ErasurePreview }
  'keep-keys': { input: undefined; output: KeyCare }
  'unit-keys': { input: { today: string }; output: UnitKeysView[] }
  'read-request': { input: { text: string }; output: JoinView | undefined }
  renew: { input: undefined; output: City }
  transfer: {
    input: { ref: string; to: string; reason: TransferReason; text: string; act: TransferAct }
    output: ReportView | undefined
  }
  'read-policy': { input: undefined; output: PolicyView }
  'propose-policy': { input: PolicyText; output: DraftView }
  'approve-policy': { input: { number: number; sha256: string }; output: { published: boolean; draft: DraftView } }
  'read-pilot': { input: undefined; output: KnownPilot }
  'list-identities': { input: undefined; output: IdentitiesView }
  'request-identity': { input: { number: string; cause: Cause; until: string }; output: undefined }
  'approve-identity': { input: { id: string }; output: undefined }
  'reveal-identity': { input: { id: string; cause: Cause }; output: Known }
  'review-identity': { input: { id: string; outcome: IdentityOutcome }; output: undefined }
  'same-case': { input: { number: string; caseRef: string }; output: boolean }
  'drop-policy': { input: { number: number; sha256: string }; output: undefined }
}
export type Command = keyof Commands
export type Input<C extends Command> = Commands[C]['input']
export type Output<C extends Command> = Commands[C]['output']

export type Progress = { step: 'deriving' | 'signing-in' } | { part: number; of: number }
export type Ask = <C extends Command>(
  command: C,
  input: Input<C>,
  onprogress?: (progress: Progress) => void,
) => Promise<Output<C>>
export type Failure =
  | { kind: 'refused'; code: ProblemCode; rules?: string[]; law?: string; reasons?: string[] }
  | { kind: 'unreachable' }
  | { kind: 'wrong-passphrase' }
  | { kind: 'wrong-passkey' }
  | { kind: 'passkey-refused'; why: PasskeyRefused['why'] }
  | { kind: 'not-a-keyfile' }
  | { kind: 'tampered'; why: Tampered['why']; evidence: string }
  | { kind: 'distrusted'; why: Distrusted['why'] }
  | { kind: 'broken' }
  | { kind: 'ended' }
export type ToWorker = { [C in Command]: { id: number; command: C; input: Input<C> } }[Command]
export type FromWorker =
  | { id: number; output: Output<Command> }
  | { id: number; failure: Failure }
  | { id: number; progress: Progress }
  | { seen: Seen }
  /** Something in the list is other than before. */
  | { changed: true }
