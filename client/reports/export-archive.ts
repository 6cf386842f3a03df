// What a court gets: one archive that can be checked without the city, by steps that lie beside it (verify-steps.ts).
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, toHex } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, parsePayload, payloadType, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { epochCertificate, officerCertificate, type Pins } from '@citycop/protocol/keys/certificates.ts'
import type { exportReport } from '@citycop/protocol/reports/export-contract.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Witnessed } from '../log/prove-witnessed.ts'
import { type ArchiveFile, plainName, tarOf } from '../sealing/archive.ts'
import type { Refusal } from '../sealing/message.ts'
import type { InboxRow } from './list-reports.ts'
import { type Attached, layUnder, type Message } from './report.ts'
import { verifySteps } from './verify-steps.ts'

type Place = { readonly direction: 'citizen' | 'unit'; readonly seq: number }
export type ExportedMessage = Place & { readonly id: string; readonly message: Message; readonly envelope: Envelope }
export type Refused = Place & { readonly id: string; readonly why: Refusal }
/** What the unit wrote for itself: let out with the rest, and not handed over. `why`: it is no note that a member signed. */
export type WithheldNote = { readonly id: string; readonly why?: Refusal }
export type ExportedFile = Place & {
  readonly number: number
  readonly attached: Attached
  readonly header: Uint8Array
  /** The whole age file, as it was sent. */
  readonly sealed: Uint8Array
  readonly plain: Uint8Array
}
export type Gathered = {
  readonly instance: Pins
  readonly row: Pick<InboxRow, 'reference' | 'unit'>
  readonly request: Envelope
  readonly released: Reply<typeof exportReport>
  readonly act: Witnessed
  readonly intake: Witnessed
  readonly messages: readonly ExportedMessage[]
  readonly refused: readonly Refused[]
  readonly notes: readonly WithheldNote[]
  readonly files: readonly ExportedFile[]
  /** Every certificate of the city; those are chosen that this report needs. */
  readonly certificates: readonly Envelope[]
}

const pathOf = ({ direction, seq }: Place): string => `messages/${direction}-${seq}.json`
const hash = (some: Uint8Array): string => toHex(sha256(some))
const asFile = (path: string, content: object): ArchiveFile => ({ path, content: bytes(JSON.stringify(content)) })

/** One archive, whose list of contents the officer signs. */
export function exportArchive(gathered: Gathered, signSeed: Uint8Array): Uint8Array<ArrayBuffer> {
  const opened = gathered.files.map(attachmentOf)
  const files: ArchiveFile[] = [
    { path: 'VERIFY.txt', content: bytes(verifySteps) },
    ...chosen(gathered, toBase64(ed25519.getPublicKey(signSeed))),
    ...logFiles(gathered),
    ...gathered.messages.map((one) => asFile(pathOf(one), one.envelope)),
    ...opened.flatMap(({ path, sealed, one }) => [
      { path, content: one.plain },
      { path: sealed, content: one.sealed },
    ]),
  ]
  const list = canonical(contents(gathered, opened, files))
  const manifest = signEnvelope('export', bytes(list), signSeed)
  return tarOf([asFile('manifest.json', manifest), ...files])
}

function attachmentOf(one: ExportedFile) {
  const path = `attachments/${one.direction}-${one.seq}/${plainName(one.number, one.attached.name)}`
  return { path, sealed: `${path}.age`, header: hash(one.header), one }
}

function contents(
  { instance, row, released, messages, refused, notes, files }: Gathered,
  opened: readonly ReturnType<typeof attachmentOf>[],
  all: readonly ArchiveFile[],
) {
  const headers = released.blobs.map(({ header }) => hash(fromBase64(header)))
  const here = (blob: string) => files.some(({ attached }) => attached.blob === blob)
  return {
    v: 1,
    kind: 'citycop-export',
    instance: instance.instance,
    reference: row.reference,
    unit: row.unit,
    messages: messages.map((one) => ({ path: pathOf(one), direction: one.direction, seq: one.seq, id: one.id })),
    refused: refused.map(({ id, direction, seq, why }) => ({ id, direction, seq, why })),
    notes: [...notes],
    attachments: opened.map(({ path, sealed, header, one }) => {
      return { path, sealed, header, message: pathOf(one), blob: one.attached.blob }
    }),
    /** Named by a message, and erased before. */
    missing: messages.flatMap((one) =>
      (one.message.att ?? []).filter(({ blob }) => !here(blob)).map(({ blob }) => ({ message: pathOf(one), blob })),
    ),
    /** Let out, and named by no message that holds: by the hash of their headers. */
    unnamed: headers.filter((header) => !opened.some((one) => one.header === header)),
    files: all.map(({ path, content }) => ({ path, sha256: hash(content), size: content.length })),
  }
}

/** Root, administrators, this officer's newest, and those of the epochs that the messages were sealed to, of each unit that had it. */
function chosen({ certificates, messages }: Gathered, officerPk: string): ArchiveFile[] {
  const ofType = (what: 'root' | 'admin' | 'officer' | 'epoch') =>
    certificates.filter((one) => one.payloadType === payloadType(what))
  const mine = ofType('officer').filter((one) => read(officerCertificate, one)?.officerPk === officerPk)
  const newest = mine.sort((one, other) => numberOf(other) - numberOf(one)).slice(0, 1)
  const epochs = ofType('epoch').filter((one) => {
    const said = read(epochCertificate, one)
    const isSaid = (one: { readonly unit: string; readonly epoch: number }) =>
      one.unit === said?.unit && one.epoch === said.epoch
    return messages.some(({ message }) => isSaid(message) || isSaid(layUnder(message)))
  })
  return [
    ...ofType('root').map((one) => asFile('certificates/root.json', one)),
    ...ofType('admin').map((one, i) => asFile(`certificates/admin-${i}.json`, one)),
    ...newest.map((one) => asFile('certificates/officer.json', one)),
    ...epochs.map((one, i) => asFile(`certificates/epoch-${i}.json`, one)),
  ]
}

const numberOf = (one: Envelope): number => read(officerCertificate, one)?.certNo ?? 0
const read = <S extends Parameters<typeof parsePayload>[0]>(schema: S, { payload }: Envelope) =>
  parsePayload(schema, fromBase64(payload))

/** The act with what it commits to, the arrival as its 64 bytes, and where both stand. */
function logFiles({ instance, request, released, act, intake }: Gathered): ArchiveFile[] {
  const { opening, payload, tagKey } = released
  const { witnessPolicy = '' } = instance
  return [
    asFile('log/request.json', request),
    asFile('log/act.json', { opening, payload }),
    { path: 'log/act.proof', content: bytes(act.proof) },
    asFile('log/intake.json', { tagKey, entry: toBase64(intake.entry) }),
    { path: 'log/intake.proof', content: bytes(intake.proof) },
    { path: 'log/witnesses.txt', content: bytes(witnessPolicy) },
  ]
}
