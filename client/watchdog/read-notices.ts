// The watchdog reads, on its own machine, what people are told later: each opening is proven from the log before it is believed.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { sized } from '@citycop/protocol/contract/fields.ts'
import type { ActPayload } from '@citycop/protocol/log/entry.ts'
import { isIncluded } from '@citycop/protocol/log/tree.ts'
import { type DeferredNotice, readNotices as route } from '@citycop/protocol/watchdog/contract.ts'
import * as v from 'valibot'
import { call } from '../api/call.ts'
import { readNotice } from '../log/notice.ts'
import { acceptCheckpoint, seenSize } from '../log/verify-growth.ts'
import type { Desk } from '../officers/sign-in.ts'
import { openWith } from '../sealing/age-file.ts'

const capsule = v.looseObject({ tagKey: sized(32), noticeKey: sized(32) })

/** `closed`: the capsule is not for this key. `unproven`: no such entry in the log. `otherwise`: the entry says another day or ground. */
export type Fault = 'closed' | 'unproven' | 'otherwise'
export type AuditedNotice = Pick<DeferredNotice, 'index' | 'n' | 'until' | 'ground'> &
  ({ readonly said: ActPayload } | { readonly fault: Fault })

/** `identity`: the AUDIT key, which never leaves the watchdog's machine. @throws Problem, Unreachable, Distrusted */
export async function readNotices(desk: Desk, identity: string): Promise<AuditedNotice[]> {
  const found: AuditedNotice[] = []
  let after: number | undefined
  do {
    const asked = { seen: seenSize(desk.instance), ...(after === undefined ? {} : { after }) }
    const page = await call(desk.instance.server, route, asked, desk.token)
    const { size, root } = acceptCheckpoint(desk.instance, page.checkpoint, page.consistency)
    for (const one of page.notices) found.push(await readOne(one, identity, { size, root }))
    after = page.next
  } while (after !== undefined)
  return found
}

async function readOne(
  { capsule: sealed, n, index, notice, until, ground, proof }: DeferredNotice,
  identity: string,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
): Promise<AuditedNotice> {
  const known = { n, index, until, ground }
  const keys = await openCapsule(sealed, identity)
  if (!keys) return { ...known, fault: 'closed' }
  const read = readNotice(keys, n, fromBase64(notice))
  if (!read || !isIncluded(read.leaf, index, size, proof.map(fromBase64), root)) return { ...known, fault: 'unproven' }
  const { decision } = read.payload
  if (decision?.until !== until || decision.ground !== ground) return { ...known, fault: 'otherwise' }
  return { ...known, said: read.payload }
}

async function openCapsule(sealed: string, identity: string) {
  const plain = await openWith(identity, fromBase64(sealed))
  if (!plain) return undefined
  const { tagKey, noticeKey } = v.parse(capsule, JSON.parse(new TextDecoder().decode(plain)))
  return { tagKey: fromBase64(tagKey), noticeKey: fromBase64(noticeKey) }
}
