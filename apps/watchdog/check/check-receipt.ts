// A receipt: the city's promise, and where it stands in the log.
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import { type Receipt, verifyReceipt } from '@citycop/client/log/verify-receipt.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { rootCertificate } from '@citycop/protocol/keys/certificates.ts'
import { verifyWitnessedProof } from '@citycop/protocol/log/inclusion.ts'
import { receipt as receiptSchema } from '@citycop/protocol/reports/contract.ts'
import { type Finding, type KnownLog, type Line, line, weigh, withKey } from './finding.ts'

export async function checkReceipt(kept: Receipt, known: readonly KnownLog[]): Promise<Finding> {
  const claimed = parsePayload(rootCertificate, fromBase64(kept.root.payload))
  const log = claimed && withKey(known, claimed.logKey)
  if (!claimed || !log) {
    const lines = [line(false, 'watchdog-check.other-log')]
    return { verdict: 'bad', title: 'watchdog-check.receipt-bad', lines }
  }
  const { suite, rootPk, demo, logKey } = claimed
  const held = verifyReceipt({ v: 1, instance: kept.instance, suite, rootPk, demo, logKey }, kept)
  const lines: Line[] = [
    line(true, 'watchdog-check.known-log', { origin: log.origin }),
    line(held.root, 'watchdog-check.root', { words: await wordsOf(rootPk) }),
    line(held.signature, 'watchdog-check.signature'),
    line(held.content, 'watchdog-check.content'),
    line(held.log, 'watchdog-check.in-log', { index: kept.index }),
    confirmation(kept, log),
  ]
  const verdict = weigh(lines)
  const { reference, unit, day } = kept
  const title = verdict === 'bad' ? 'watchdog-check.receipt-bad' : 'watchdog-check.receipt-good'
  return { verdict, title, values: { reference, unit, day }, lines }
}

/** Offline the list of words may not be there; then nobody can compare them. */
const wordsOf = (rootPk: string): Promise<string> => fingerprint(rootPk).catch(() => '–')

function confirmation(kept: Receipt, { policy }: KnownLog): Line {
  const said = parsePayload(receiptSchema, fromBase64(kept.receipt.payload))
  const witnessed = said && verifyWitnessedProof(kept.proof, fromBase64(said.leaf), policy)
  if (!witnessed || policy.quorum === 'none') return line('unsure', 'watchdog-check.log-alone')
  return line(true, 'watchdog-check.witnessed', { who: witnessed.cosignatures.map(({ name }) => name).join(', ') })
}
