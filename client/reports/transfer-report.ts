// An officer hands an opened report to another unit: every message is sealed anew to that unit's key around what was signed when it was
// sent, and one more tells the person and the receiving unit where it goes and why.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { BodyInput, Reply } from '@citycop/protocol/contract/route.ts'
import type { Transfer, TransferAsked } from '@citycop/protocol/reports/transfer.ts'
import {
  mostHanded,
  requestTransfer as requestRoute,
  transferReport as route,
} from '@citycop/protocol/reports/transfer-contract.ts'
import type { TransferReason } from '@citycop/protocol/reports/work-reasons.ts'
import { call } from '../api/call.ts'
import type { Unit } from '../keys/directory.ts'
import { memberSeed } from '../keys/member-seed.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import { sealHanded } from '../sealing/transfer.ts'
import { unitOf } from './find-unit.ts'
import type { OpenedReport } from './open-report.ts'
import { sealTransfer } from './seal-transfer.ts'
import { agreedTo, basisFor } from './transfer-basis.ts'

export type Handover = {
  readonly to: string
  readonly reason: TransferReason
  /** What the person and the receiving unit read. */
  readonly text: string
  /** What another officer asked, from the list. */
  readonly asked?: { readonly unit: string; readonly mine: boolean; readonly statement: Envelope } | undefined
}
type Changed = Reply<typeof route>

/** @throws Problem: forbidden without the list, a yes or a second officer; state-changed when it must be opened again; too-large */
export const transferReport = async (desk: Desk, opened: OpenedReport, handover: Handover): Promise<Changed> =>
  call(desk.instance.server, route, await sealHandover(desk, opened, handover), desk.token)

/** What is sent to hand it on. @throws Problem */
export async function sealHandover(
  desk: Desk,
  opened: OpenedReport,
  { to, reason, text, asked }: Handover,
): Promise<BodyInput<typeof route>> {
  const { directory } = desk.instance
  const [by, unit] = [unitOf(directory, opened.unit), unitOf(directory, to)]
  const basis = basisFor(directory.policy, opened, { to, reason, asked })
  if (!basis) throw new Problem('forbidden', 'report:transfer: F-TRANSFER', { rules: 'F-TRANSFER' })
  refuseUnlessWhole(opened)
  const agreed = basis === 'agreed' ? agreedTo(opened, to) : undefined
  const said: Transfer = {
    to,
    epoch: unit.epoch,
    reason,
    basis,
    sent: opened.messages.filter((one) => one.from === 'citizen').length,
    ...(agreed ? { agreed } : {}),
    ...(basis === 'two-officers' && asked ? { statement: asked.statement } : {}),
  }
  const signSeed = seedOf(desk, by)
  const told = await sealTransfer(desk, opened, { by, unit, signSeed, text, transfer: said })
  const messages = await sealAll(desk, opened, by, unit, signSeed)
  const request = signRequest(desk, {
    action: 'report:transfer',
    ref: opened.ref,
    objects: [told.id, ...messages.map((one) => one.object)].sort(),
    reason,
    unit: to,
    ...(agreed ? { agreed } : {}),
    ...(basis === 'two-officers' ? { emergency: true as const } : {}),
  })
  const anew = messages.map(({ object: _object, ...one }) => one)
  return { request, message: told.message, messages: anew }
}

/** Nobody vouches for what is missing or failed a check: it stays where it can be asked about. */
function refuseUnlessWhole({ gaps, messages, signed }: OpenedReport): void {
  if (gaps > 0) throw new Problem('state-changed', 'something is missing or failed a check, so it is not handed on')
  if (messages.some((one) => !signed[one.id])) throw new Problem('state-changed', 'open the report again')
  if (messages.length > mostHanded) throw new Problem('too-large', `more than ${mostHanded} messages`)
}

async function sealAll(
  desk: Desk,
  { messages, signed, replyTo }: OpenedReport,
  by: Unit,
  to: Unit,
  signSeed: Uint8Array,
) {
  const { suite } = desk.instance.pins
  const all = []
  for (const { id, from } of messages) {
    const one = signed[id]
    if (!one) throw new Problem('state-changed')
    const recipients = from === 'citizen' ? [to.recipient] : [replyTo, to.recipient]
    const { message, envelope: inner } = one
    const file = await sealHanded({ by, to, signSeed, suite, of: id, inner, message, recipients })
    all.push({ id, header: toBase64(file.header), payload: toBase64(file.payload), object: file.id })
  }
  return all
}

/** Asks a second officer of the unit, because a life is in danger. @throws Problem */
export const requestTransfer = async (desk: Desk, opened: OpenedReport, to: string): Promise<Changed> =>
  call(desk.instance.server, requestRoute, signTransferRequest(desk, opened, to), desk.token)

/** What is sent to ask for it: the statement will stand in the transfer, for the phone to check. @throws Problem */
export function signTransferRequest(desk: Desk, opened: OpenedReport, to: string): BodyInput<typeof requestRoute> {
  const by = unitOf(desk.instance.directory, opened.unit)
  const { instance, id: unit, epoch, certNo } = by
  const said: TransferAsked = { v: 1, instance, thread: opened.thread, unit, epoch, certNo, to }
  const statement = signEnvelope('transfer-asked', bytes(canonical(said)), seedOf(desk, by))
  const reason = 'danger-to-life' as const
  const request = signRequest(desk, {
    action: 'report:request-transfer',
    ref: opened.ref,
    objects: [],
    reason,
    unit: to,
  })
  return { request, statement }
}

function seedOf(desk: Desk, unit: Unit): Uint8Array {
  const seed = memberSeed(desk.signSeed, unit)
  if (!seed) throw new Problem('forbidden', 'the unit’s key names no subkey of this officer')
  return seed
}
