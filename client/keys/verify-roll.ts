// Are these all the certificates there are? The roll that everybody sees says so (J1): whoever runs the server cannot leave the
// newest key out for one person, who was never here and could not know.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Reply } from '@citycop/protocol/contract/route.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import type { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { makeRoll, readRoll } from '@citycop/protocol/log/roll.ts'
import { isIncluded, leafHash } from '@citycop/protocol/log/tree.ts'
import { openWitnessed } from '@citycop/protocol/log/witness-policy.ts'
import { Distrusted } from './distrusted.ts'
import { isWitnessed, policyOf } from './pinned-policy.ts'

/** An older log than this may be one of before a key was changed. */
const freshHours = 24

/**
 * `listed`: each certificate's hash and its proven place in the log. Those that came after the roll can only add.
 * Answers the day since when no witness has confirmed the roll; undefined when one has within 24 hours, or the city has none.
 * @throws Distrusted
 */
export function verifyRoll(
  pins: Pins,
  { roll }: Reply<typeof readDirectory>,
  listed: readonly { readonly hash: string; readonly index: number }[],
  now: Date,
): string | undefined {
  const policy = policyOf(pins)
  if (!roll && !isWitnessed(policy)) return undefined
  const shown = roll && openWitnessed(roll.note, policy)
  if (!roll || !shown?.quorum) throw new Distrusted('roll')
  const { size, root } = shown.checkpoint
  const entry = fromBase64(roll.entry)
  const said = size > 0 ? readRoll(entry, size - 1) : undefined
  if (!said || !isIncluded(leafHash(entry), size - 1, size, roll.hashes.map(fromBase64), root))
    throw new Distrusted('roll')
  const { until, sha256 } = said
  const before = listed.filter(({ index }) => index < until).map(({ hash }) => hash)
  if (makeRoll(before, until).sha256 !== sha256) throw new Distrusted('roll')
  const { newest } = shown
  const isOld = newest !== undefined && now.getTime() / 1000 - newest > freshHours * 3600
  return isOld ? new Date(newest * 1000).toISOString().slice(0, 10) : undefined
}
