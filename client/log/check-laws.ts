// An act names the version of the policy and the build it was done under by their places in the log. There, before the act, that very
// version and a build must stand: so a city cannot call an act lawful under rules that nobody could read at the time.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { actPayload } from '@citycop/protocol/log/entry.ts'
import { type PublicEntry, parsePublicEntry } from '@citycop/protocol/log/public-entry.ts'
import { parse } from 'valibot'
import type { MailboxAct } from '../reports/read-mailbox.ts'
import { Doubt } from './doubt.ts'

const publicClass = 2

/** Public entries by their place, as a scan passes them. */
export type Laws = { readonly found: Map<number, PublicEntry>; look(index: number, entry: Uint8Array): void }

export function findLaws(): Laws {
  const found = new Map<number, PublicEntry>()
  return {
    found,
    look(index, entry) {
      const read = entry[4] === publicClass ? parsePublicEntry(entry) : undefined
      if (read?.kind === 'policy' || read?.kind === 'build') found.set(index, read)
    },
  }
}

type Place = { readonly index: number; readonly leaf: number; readonly fits: (entry: PublicEntry) => boolean }

function placesOf({ leaf, payload }: Pick<MailboxAct, 'leaf' | 'payload'>): Place[] {
  const { policy, policyIndex, buildIndex } = parse(actPayload, JSON.parse(text(fromBase64(payload))))
  const isPolicy = (entry: PublicEntry) => entry.kind === 'policy' && entry.content.number === policy
  const isBuild = (entry: PublicEntry) => entry.kind === 'build'
  // Version 0 is that of a city without a policy, in which nothing but its own closing down is done.
  if (policyIndex === undefined && policy > 0) throw new Doubt('law', { index: leaf })
  return [
    ...(policyIndex === undefined ? [] : [{ index: policyIndex, leaf, fits: isPolicy }]),
    ...(buildIndex === undefined ? [] : [{ index: buildIndex, leaf, fits: isBuild }]),
  ]
}

/**
 * `acts`: those in the published log. What lies before `from` was not passed by the scan and is fetched.
 * @throws Doubt for the first act whose law does not stand where it says, and what fetching throws
 */
export async function compareLaws(
  acts: readonly Pick<MailboxAct, 'leaf' | 'payload'>[],
  { found }: Laws,
  from: number,
  fetchOld: (index: number) => Promise<Uint8Array>,
): Promise<void> {
  const places = acts.flatMap(placesOf)
  for (const { index, leaf } of places) if (index >= leaf) throw new Doubt('law', { index: leaf })
  const old = new Set(places.map(({ index }) => index).filter((index) => index < from))
  const passed = new Map(found)
  for (const index of old) {
    const read = parsePublicEntry(await fetchOld(index))
    if (read) passed.set(index, read)
  }
  for (const { index, leaf, fits } of places) {
    const entry = passed.get(index)
    if (!entry || !fits(entry)) throw new Doubt('law', { index: leaf })
  }
}
