// The acts of a mailbox page, each checked before it is shown: 0, 1, 2 … without a gap, each chained to the one before, each standing
// in the tree. One that is told later has no words yet, but its entry is there and the chain goes through it.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import type { Checkpoint } from '@citycop/protocol/log/checkpoint.ts'
import { tag } from '@citycop/protocol/log/entry.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { isIncluded, leafHash } from '@citycop/protocol/log/tree.ts'
import type { Policy } from '@citycop/protocol/policy/terms.ts'
import type { MailboxPage } from '@citycop/protocol/reports/contract.ts'
import { Distrusted } from '../keys/distrusted.ts'
import { type NoticeKeys, type ReadNotice, readNotice } from '../log/notice.ts'
import type { DeferredAct, MailboxAct } from './read-mailbox.ts'

type Given = MailboxPage['acts'][number]
type Waiting = Extract<Given, { entry: string }>
type Verified = { readonly acts: MailboxAct[]; readonly deferred: DeferredAct[] }

const unitSpeaks = new Set(['message:answer', 'message:ask', 'report:close'])
const handsOn = 'report:transfer' // one message, and what was sealed anew
const [head, tagSize] = [8, 24]

/** The last day until which the city may keep an act from the person: none where its policy lets none wait. */
export const latestDeferral = ({ deferral }: Policy, now: Date): string | undefined =>
  // A day more: the city's civil day may be ahead of this device's.
  deferral && addDays(now.toISOString().slice(0, 10), deferral.days + 1)

/** @throws Distrusted when one is missing, changed, doubled, in another order, or kept back longer than the policy lets it */
export function verifyActs(
  keys: NoticeKeys,
  page: MailboxPage,
  checkpoint: Checkpoint,
  latest: string | undefined,
): Verified {
  const verified: Verified = { acts: [], deferred: [] }
  const requests = new Set<string>()
  let prev: string | undefined
  for (const [i, given] of page.acts.entries()) {
    if (given.n !== i) throw new Distrusted('mailbox')
    const leaf = 'entry' in given ? verifyWaiting(keys, given, page, latest, verified) : undefined
    const read = 'entry' in given ? undefined : verifyChained(keys, given, i === 0 ? null : prev, page, requests)
    const found = (leaf ?? read?.leaf) as Uint8Array
    if (!isIncluded(found, given.index, checkpoint.size, given.proof.map(fromBase64), checkpoint.root))
      throw new Distrusted('log')
    if (read) verified.acts.push(actOf(read, given.index, given.proof, page))
    prev = toBase64(found)
  }
  return verified
}

/** Its tag says that it is this report's; its first act, the report itself, is the person's own and never waits. */
function verifyWaiting(
  keys: NoticeKeys,
  { n, entry: spelt, index, until, ground, proof: hashes }: Waiting,
  { checkpoint }: MailboxPage,
  latest: string | undefined,
  { deferred }: Verified,
): Uint8Array {
  const entry = fromBase64(spelt)
  if (n === 0 || latest === undefined || until > latest) throw new Distrusted('mailbox')
  if (!equal(entry.subarray(head, head + tagSize), tag(keys.tagKey, n))) throw new Distrusted('mailbox')
  const proof = spellProof(index, hashes.map(fromBase64), checkpoint)
  deferred.push({ n, until, ground, leaf: index, entry: spelt, proof })
  return leafHash(entry)
}

function verifyChained(
  keys: NoticeKeys,
  { n, notice }: Exclude<Given, Waiting>,
  prev: string | null | undefined,
  { messages }: MailboxPage,
  requests: Set<string>,
): ReadNotice {
  const read = readNotice(keys, n, fromBase64(notice))
  if (!read || read.payload.prev !== prev) throw new Distrusted('mailbox')
  const { kind, objects, request } = read.payload
  // What the unit said stands in its act: an answer that was left out is missed.
  if (unitSpeaks.has(kind) && !objects.every((id) => messages.some((one) => one.id === id)))
    throw new Distrusted('mailbox')
  if (kind === handsOn && !objects.some((id) => messages.some((one) => one.id === id))) throw new Distrusted('mailbox')
  // One signed request stands for one act: the same one twice is an act the officer never made.
  if (request !== undefined && requests.has(request)) throw new Distrusted('mailbox')
  if (request !== undefined) requests.add(request)
  return read
}

/** An act of an erased report, told with the erasure: those around it are gone, and with them the chain. @throws Distrusted */
export function verifyTold(
  keys: NoticeKeys,
  { n, index, notice, proof }: Exclude<Given, Waiting>,
  before: number,
  page: MailboxPage,
  { size, root }: Checkpoint,
): MailboxAct {
  const read = n < before ? readNotice(keys, n, fromBase64(notice)) : undefined
  if (!read) throw new Distrusted('mailbox')
  if (!isIncluded(read.leaf, index, size, proof.map(fromBase64), root)) throw new Distrusted('log')
  return actOf(read, index, proof, page)
}

export function actOf(
  { payload, opening, written }: ReadNotice,
  leaf: number,
  proof: readonly string[],
  { checkpoint }: MailboxPage,
): MailboxAct {
  const { n, kind, time, actor, unit, purpose, reason, rules, policy, decision } = payload
  return {
    n,
    action: kind,
    at: time,
    leaf,
    policy,
    opening: toBase64(opening),
    payload: toBase64(written),
    proof: spellProof(leaf, proof.map(fromBase64), checkpoint),
    ...(actor.unit === undefined ? {} : { unit: actor.unit }),
    ...(unit === undefined ? {} : { receiver: unit }),
    ...(actor.pseudonym === undefined ? {} : { actor: actor.pseudonym }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(reason === undefined ? {} : { reason }),
    ...(rules === undefined ? {} : { rules }),
    ...(decision === undefined ? {} : { decision }),
  }
}
