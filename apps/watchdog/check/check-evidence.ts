// Evidence that a person saved: every act on a report, each with its place in the log.
import type { Evidence } from '@citycop/client/log/evidence.ts'
import { type VerifiedAct, verifyEvidence } from '@citycop/client/log/verify-evidence.ts'
import { logKeyLine } from '@citycop/protocol/log/checkpoint.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import { type Finding, type KnownLog, type Line, line, weigh, withKey } from './finding.ts'

export function checkEvidence(file: Evidence, known: readonly KnownLog[]): Finding {
  const log = logKeysIn(file.policy)
    .map((key) => withKey(known, key))
    .find((one) => one !== undefined)
  if (!log) return bad([line(false, 'watchdog-check.other-log')])
  const { acts, contradiction } = verifyEvidence(file, log.policy)
  const lines: Line[] = [line(true, 'watchdog-check.known-log', { origin: log.origin }), ...acts.map(lineOf)]
  if (acts.length === 0) lines.push(line('unsure', 'watchdog-check.no-acts'))
  if (contradiction === 'proven') lines.push(line(false, 'watchdog-check.fork-proven'))
  else if (contradiction) lines.push(line('unsure', 'watchdog-check.fork-claimed'))
  const verdict = weigh(lines)
  const values = { reference: file.reference, count: acts.length }
  if (verdict === 'good') return { verdict, title: 'watchdog-check.evidence-good', values, lines }
  return verdict === 'bad' ? bad(lines) : { verdict, title: 'watchdog-check.evidence-partly', values, lines }
}

const bad = (lines: readonly Line[]): Finding => ({ verdict: 'bad', title: 'watchdog-check.evidence-bad', lines })

function lineOf({ n, action, index, holds, unpublished, alone, said, witnesses }: VerifiedAct): Line {
  const values = {
    n: n + 1,
    action,
    index,
    at: said?.time ?? '–',
    unit: said?.actor.unit ?? '–',
    who: witnesses.join(', ') || '–',
  }
  if (!holds.content) return line(false, 'watchdog-check.act-content', values)
  if (!holds.chain) return line(false, 'watchdog-check.act-chain', values)
  if (unpublished) return line('unsure', 'watchdog-check.act-unpublished', values)
  if (alone) return line('unsure', 'watchdog-check.act-alone', values)
  return holds.log ? line(true, 'watchdog-check.act', values) : line(false, 'watchdog-check.act-log', values)
}

function logKeysIn(policy: string): string[] {
  try {
    return parsePolicy(policy).logs.map(({ key }) => logKeyLine(key.name, key.publicKey))
  } catch {
    return []
  }
}
