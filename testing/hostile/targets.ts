// For every route one request that is in order, made as our own clients make it, and a way to sign it anew after a change inside.
import { call } from '@citycop/client/api/call.ts'
import { makeCurrentStatement } from '@citycop/client/keys/make-certificate.ts'
import { signRequest } from '@citycop/client/officers/sign-request.ts'
import { askMailbox } from '@citycop/client/reports/ask-mailbox.ts'
import type { PassphraseKeys } from '@citycop/client/sealing/derive.ts'
import { epochSigningSeed } from '@citycop/client/sealing/derive.ts'
import { beginBytes, partBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes, concat, fromHex, text, u32 } from '@citycop/protocol/contract/bytes.ts'
import { type Domain, type Envelope, payloadType, preAuthentication } from '@citycop/protocol/contract/dsse.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { askChallenge } from '@citycop/protocol/officers/contract.ts'
import { handoverPurpose } from '@citycop/protocol/policy/parameters.ts'
import type { FollowUp, Submission } from '@citycop/protocol/reports/contract.ts'
import { sha256 } from '../../server/platform/hash.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import type { Town } from '../town.ts'
import { contentOf } from './forged-directory.ts'
import { identityTargets } from './identity-targets.ts'
import { keyTargets } from './key-targets.ts'
import { noteTargets } from './note-targets.ts'
import { policyTargets } from './policy-targets.ts'
import { recoveryTargets } from './recovery-targets.ts'
import { sealed, sealedFollowUp, signedAnew } from './sealed.ts'
import type { Stage } from './stage.ts'
import { transferTargets } from './transfer-targets.ts'

export type Inner = (change: (value: unknown) => unknown) => unknown
export type Target = {
  readonly body: unknown
  readonly token?: string
  /** The same with something changed inside, under a signature that holds. */
  readonly inside?: Inner
}
export type Make = (town: Town, stage: Stage) => Promise<Target>

/** An envelope around whatever comes of changing the content. */
export function reenveloped(
  envelope: Envelope,
  domain: Domain,
  seed: Uint8Array,
): (change: (value: unknown) => unknown) => Envelope {
  const signer = signerFrom(seed)
  const content = JSON.parse(text(fromBase64(envelope.payload)))
  return (change) => {
    const payload = bytes(JSON.stringify(change(content)) ?? '')
    const sig = toBase64(signer.sign(preAuthentication(payloadType(domain), payload)))
    return { payloadType: payloadType(domain), payload: toBase64(payload), signatures: [{ keyid: signer.keyId, sig }] }
  }
}

const mailbox =
  (action: Parameters<typeof askMailbox>[2], of: (stage: Stage) => PassphraseKeys): Make =>
  async (_town, stage) => {
    const keys = of(stage)
    const body = await askMailbox(stage.device, keys, action)
    const again = reenveloped(body.request, 'mailbox', keys.signSeed)
    return { body, inside: (change) => ({ request: again(change) }) }
  }

const desk =
  (asked: (stage: Stage) => Parameters<typeof signRequest>[1], rest: (stage: Stage) => object = () => ({})): Make =>
  async (_town, stage) => {
    const request = signRequest(stage.anna, asked(stage))
    const again = reenveloped(request, 'act', stage.anna.signSeed)
    const more = rest(stage)
    return {
      body: { request, ...more },
      token: stage.anna.token,
      inside: (change) => ({ request: again(change), ...more }),
    }
  }

const written = (action: 'report:refer' | 'message:answer', which: 'refer' | 'answer'): Make =>
  desk(
    ({ [which]: one }) => ({ action, ref: one.ref, objects: [one.id] }),
    ({ [which]: one }) => ({ message: one.message }),
  )

function signedRequest<R extends Submission | FollowUp>(
  act: Parameters<typeof signedAnew>[0],
  request: R,
  keys: PassphraseKeys,
): Target {
  const inside: Inner = (change) => {
    const changed = change(request)
    try {
      return signedAnew(act, changed as R, keys)
    } catch {
      return changed // no canonical spelling: nobody can sign it
    }
  }
  return { body: request, inside }
}

const why = { purpose: 'handle_concern', reason: 'continue-work' } as const
const [caseRef, recipient] = ['11'.repeat(32), '22'.repeat(32)]
const court = { purpose: handoverPurpose, reason: 'prosecutor-request', caseRef, recipient } as const
export const targets: Readonly<Record<string, Make>> = {
  'directory:read': async () => ({ body: undefined }),
  'challenge:ask': async () => ({ body: {} }),
  'log:growth': async ({ app }) => {
    const { size, root } = app.context.log.signed()
    return { body: { from: 1, to: { size, root: toBase64(root) } } }
  },
  'keys:publish': async (town) => {
    const { certificates } = contentOf(await call({ origin: town.origin }, readDirectory, undefined))
    const epoch = certificates.find((one) => one.payloadType.includes('.epoch.')) as Envelope
    const again = reenveloped(epoch, 'epoch', town.admin)
    return { body: { certificates, wraps: [] }, inside: (change) => ({ certificates: [again(change)], wraps: [] }) }
  },
  'keys:renew-current': async (town) => {
    const { instance } = town.pins
    const seed = fromBase64(town.officers.anna.signSeed)
    const at = `${new Date().toISOString().slice(0, 16)}Z`
    const statement = makeCurrentStatement({ v: 1, instance, unit: 'harbour-team', epoch: 1, at }, seed)
    const again = reenveloped(statement, 'current', epochSigningSeed(instance, seed, 'harbour-team', 1))
    return { body: { statement }, inside: (change) => ({ statement: again(change) }) }
  },
  'attachment:begin': async (_town, { device, file }) => {
    const { keys, blob } = file
    const begin = {
      v: 1 as const,
      instance: device.pins.instance,
      id: blob.id,
      mailboxPk: keys.mailboxPk,
      size: blob.size,
    }
    const signed = (asked: object) => ({
      ...asked,
      sig: toBase64(signerFrom(keys.signSeed).sign(beginBytes(asked as typeof begin))),
      work: toBase64(new Uint8Array(64)),
    })
    const inside: Inner = (change) => {
      try {
        return signed(change(begin) as object)
      } catch {
        return change(begin)
      }
    }
    return { body: signed(begin), inside }
  },
  'attachment:upload-part': async (_town, { file: { keys, blob } }) => {
    const part = blob.parts[0] as Uint8Array
    const sig = signerFrom(keys.signSeed).sign(partBytes(blob.id, 0, sha256(part)))
    return { body: concat(fromHex(blob.id), u32(0), fromBase64(keys.mailboxPk), sig, part) }
  },
  'report:submit': async (_town, { device }) => {
    const { request, keys } = await sealed(device)
    return signedRequest('report:submit', request, keys)
  },
  'mailbox:read': mailbox('mailbox:read', (stage) => stage.open.keys),
  'report:withdraw': mailbox('report:withdraw', (stage) => stage.toWithdraw.keys),
  'report:undo-withdrawal': mailbox('report:undo-withdrawal', (stage) => stage.toUndo.keys),
  'message:send': async (_town, { device, open }) => {
    const { request } = await sealedFollowUp(device, open.keys, 1)
    return signedRequest('message:send', request, open.keys)
  },
  'report:contest': async (_town, { device, closed }) => {
    const { request } = await sealedFollowUp(device, closed.keys, 1)
    return signedRequest('report:contest', signedAnew('report:contest', request, closed.keys), closed.keys)
  },
  'officer:sign-in': async (town) => {
    const seed = fromBase64(town.officers.bruno.signSeed) // a ninth session of anna's would end her first
    const { challenge } = await call({ origin: town.origin }, askChallenge, {})
    const officerPk = toBase64(signerFrom(seed).publicKey)
    const content = { v: 1, instance: town.pins.instance, officerPk, challenge }
    const again = reenveloped({ payload: toBase64(bytes(JSON.stringify(content))) } as Envelope, 'login', seed)
    const request = again((same) => same)
    return { body: { request }, inside: (change) => ({ request: again(change) }) }
  },
  'officer:sign-out': async (_town, { dario }) => ({ body: {}, token: dario.token }),
  'report:list': async (_town, { anna, open }) => ({
    body: {
      unit: 'harbour-team',
      status: ['received', 'taken'],
      ref: open.ref,
      after: `2026-01-01/${'00'.repeat(16)}`,
    },
    token: anna.token,
  }),
  'report:watch': async (_town, { anna }) => ({ body: {}, token: anna.token }),
  'attachment:read': async (_town, { anna, open }) => ({
    body: { ref: open.ref, id: open.blob, part: 0, ...why },
    token: anna.token,
  }),
  'report:open': desk(
    ({ open }) => ({ action: 'report:open', ref: open.ref, objects: open.objects, ...why }),
    () => ({ seen: 3 }),
  ),
  'report:export': desk(
    ({ open }) => ({ action: 'report:export', ref: open.ref, objects: open.objects, ...court }),
    () => ({ seen: 3 }),
  ),
  'report:agree-export': desk(({ open: { ref } }) => ({ action: 'report:agree-export', ref, objects: [], ...court })),
  'report:take': desk(({ toTake }) => ({ action: 'report:take', ref: toTake.ref, objects: [] })),
  'report:assign': async (town, stage) =>
    desk(({ toAssign }) => ({
      action: 'report:assign',
      ref: toAssign.ref,
      objects: [],
      reason: 'handover',
      assignee: signerFrom(fromBase64(town.officers.bruno.signSeed)).keyId,
    }))(town, stage),
  'report:pause-clock': desk(({ toPause, holdUntil: until }) => ({
    action: 'report:pause-clock',
    ref: toPause.ref,
    objects: [],
    reason: 'surge',
    decision: { until },
  })),
  'report:hold': desk(({ toHold, holdUntil: until }) => ({
    action: 'report:hold',
    ref: toHold.ref,
    objects: [],
    decision: { ground: 'evidence', until },
  })),
  'report:release-hold': desk(({ closed }) => ({ action: 'report:release-hold', ref: closed.ref, objects: [] })),
  'report:triage': desk(({ open }) => ({
    action: 'report:triage',
    ref: open.ref,
    objects: [],
    decision: { regime: 'LED', retentionClass: 'crime_minor' },
  })),
  'report:change-regime': desk(({ closed }) => ({
    action: 'report:change-regime',
    ref: closed.ref,
    objects: [],
    decision: { regime: 'GDPR', retentionClass: 'noncrime', ground: 'no-crime' },
  })),
  'report:review': desk(({ open: { ref } }) => {
    return { action: 'report:review', ref, objects: [], decision: { outcome: 'keep' } }
  }),
  'report:count': async (_town, { anna }) => ({ body: { unit: 'harbour-team' }, token: anna.token }),
  'report:preview-erasure': async (_town, { anna, holdUntil }) => ({ body: { until: holdUntil }, token: anna.token }),
  ...policyTargets,
  ...identityTargets,
  ...keyTargets,
  ...noteTargets,
  ...recoveryTargets,
  ...transferTargets,
  'message:answer': written('message:answer', 'answer'),
  'report:refer': written('report:refer', 'refer'),
  'report:close': desk(
    ({ close }) => ({ action: 'report:close', ref: close.ref, objects: [close.id], reason: 'resolved' }),
    ({ close }) => ({ message: close.message }),
  ),
}
