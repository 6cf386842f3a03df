// What was done with a report before it was opened here. The opening is proved to stand in the log, and names the leaf of the act
// before it; that act names the one before, and so on: none can be left out, put in or changed without breaking the chain.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { type Envelope, keyIdOf, parsePayload, verifyEnvelope } from '@citycop/protocol/contract/dsse.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import { envelopeHash, type Trusted } from '@citycop/protocol/keys/chain.ts'
import { type ActPayload, actPayload, commitment, sealedEntry, tag } from '@citycop/protocol/log/entry.ts'
import { leafHash } from '@citycop/protocol/log/tree.ts'
import type { openReport as route } from '@citycop/protocol/reports/desk-contract.ts'

export type PastAct = Pick<ActPayload, 'n' | 'purpose' | 'reason' | 'decision' | 'objects'> & {
  readonly action: string
  readonly day: string
  readonly by: ActPayload['actor']['role']
  /** Whose signature asked for it, by key; absent when what was signed is no longer kept. */
  readonly officer?: string
}
export type History = {
  /** The oldest first, without the opening at hand. */
  readonly acts: readonly PastAct[]
  /** `older`: there are more, further back. `broken`: what the server says does not fit the log, from there on back. */
  readonly chain: 'whole' | 'older' | 'broken'
}
type Released = Pick<Reply<typeof route>, 'acts' | 'payload' | 'tagKey'>

/** `released` is what `verifyOpening` has found to be true of this opening. */
export function readHistory({ officers }: Pick<Trusted, 'officers'>, released: Released): History {
  const keys = new Map(officers.map(({ officerPk }) => [keyIdOf(fromBase64(officerPk)), fromBase64(officerPk)]))
  const tagKey = fromBase64(released.tagKey)
  let next = parsePayload(actPayload, fromBase64(released.payload))
  const acts: PastAct[] = []
  for (const one of released.acts.toReversed()) {
    const act = parsePayload(actPayload, fromBase64(one.payload))
    if (!next || !act || act.n !== next.n - 1 || act.n !== one.n) return { acts, chain: 'broken' }
    const said = commitment(fromBase64(one.opening), act.kind, fromBase64(one.payload))
    const leaf = leafHash(sealedEntry(tag(tagKey, act.n), said))
    const officer = signerOf(act, one.request, keys)
    if (toBase64(leaf) !== next.prev || officer === 'nobody') return { acts, chain: 'broken' }
    acts.unshift(shown(act, officer))
    next = act
  }
  return { acts, chain: next?.prev === null ? 'whole' : 'older' }
}

/** The entry names one request, and an officer signed it: an act that no officer asked for cannot be put on anybody. */
function signerOf(
  { request: named }: ActPayload,
  request: Envelope | undefined,
  keys: ReadonlyMap<string, Uint8Array>,
): string | undefined {
  if (!request) return undefined
  const keyId = request.signatures[0]?.keyid ?? ''
  const key = keys.get(keyId)
  return named === envelopeHash(request) && key && verifyEnvelope('act', request, key) ? keyId : 'nobody'
}

function shown({ n, kind, time, actor, purpose, reason, decision, objects }: ActPayload, officer?: string): PastAct {
  return {
    n,
    action: kind,
    day: time.slice(0, 10),
    by: actor.role,
    objects,
    ...(officer ? { officer } : {}),
    ...(purpose ? { purpose } : {}),
    ...(reason ? { reason } : {}),
    ...(decision ? { decision } : {}),
  }
}
