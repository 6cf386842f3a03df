// The unit's own notes about a report. A note counts when a member of the unit signed it for this very report, in its place, and when
// the log has an act by the same officer that names it: what nobody is on record for having written is not shown.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { openReport as route } from '@citycop/protocol/reports/desk-contract.ts'
import type { Desk } from '../officers/sign-in.ts'
import { type Opened, openMessage, type Refusal } from '../sealing/message.ts'
import type { History } from './read-history.ts'
import type { Link, Message } from './report.ts'

export type OpenedNote = {
  readonly seq: number
  readonly id: string
  readonly at: string
  readonly text: string
  readonly link?: Link
  /** The officer's key id. */
  readonly by?: string
  readonly refused?: Refusal | 'unlogged'
}
export type Notes = { readonly notes: readonly OpenedNote[]; readonly missing: number }
type Sealed = Reply<typeof route>['messages'][number]

export async function readNotes(
  desk: Desk,
  { unit, thread }: { readonly unit: string; readonly thread: string },
  messages: readonly Sealed[],
  history: History,
): Promise<Notes> {
  // A unit takes its notes with it to nobody: those of an earlier one ended when it handed the report on.
  const since = history.acts.findLastIndex((act) => act.action === 'report:transfer') + 1
  const written = new Map(
    history.acts
      .slice(since)
      .filter((act) => act.action === 'report:note')
      .flatMap(({ objects: [id], officer }) => (id === undefined ? [] : [[id, officer] as const])),
  )
  const seenIds = new Set<string>()
  const notes: OpenedNote[] = []
  let prev: string | null = null
  for (const sealed of messages.filter((one) => one.direction === 'note')) {
    const { seq, id } = sealed
    const inPlace = { seq, ...(seq === notes.length ? { prev } : {}) }
    const opened = await open(desk, { unit, thread, ...inPlace }, sealed, seenIds)
    notes.push(judge(desk, sealed, opened, written, history))
    prev = id
  }
  const there = new Set(notes.map((one) => one.id))
  const dropped = [...written.keys()].filter((id) => !there.has(id)).length
  return { notes, missing: dropped + notes.filter((one) => one.refused).length }
}

type Place = { readonly unit: string; readonly thread: string; readonly seq: number; readonly prev?: string | null }

function open({ instance, epochs }: Desk, place: Place, { id, epoch, header, payload }: Sealed, seenIds: Set<string>) {
  const expected = {
    ...place,
    id,
    direction: 'note' as const,
    instance: instance.pins.instance,
    epochs: instance.directory.trusted.epochs,
  }
  const file = concat(fromBase64(header), fromBase64(payload))
  return openMessage(file, epochs.get(`${place.unit}/${epoch}`) ?? '', expected, seenIds)
}

function judge(
  { instance }: Desk,
  { seq, id }: Sealed,
  opened: Opened,
  written: ReadonlyMap<string, string | undefined>,
  { chain }: History,
): OpenedNote {
  const none = { seq, id, at: '', text: '' }
  if ('refused' in opened) return { ...none, refused: opened.refused }
  const { time: at, text, link } = opened.message
  const by = authorOf(opened.message, opened.envelope.signatures[0]?.keyid, instance.directory.trusted.epochs)
  // Further back than the server shows acts, the signature alone has to do.
  const known = written.has(id) || chain !== 'older'
  const signed = written.get(id) // undefined too where what was signed is no longer kept
  const logged = written.has(id) && (signed === undefined || signed === by)
  if (known && !logged) return { ...none, refused: 'unlogged' }
  return { seq, id, at, text, ...(by ? { by } : {}), ...(link ? { link } : {}) }
}

/** Which member of the epoch has this subkey. */
const authorOf = (
  { unit, epoch, certNo }: Message,
  keyid: string | undefined,
  epochs: readonly EpochCertificate[],
): string | undefined =>
  epochs
    .find((one) => one.unit === unit && one.epoch === epoch && one.certNo === certNo)
    ?.members.find((one) => keyIdOf(fromBase64(one.signPk)) === keyid)?.officer
