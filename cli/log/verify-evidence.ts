// `citycop evidence verify`: what a saved file shows about a report's acts, by a policy that is the reader's own. No server is needed.
import { readFileSync } from 'node:fs'
import { evidenceFile } from '@citycop/client/log/evidence.ts'
import { type EvidenceCheck, type VerifiedAct, verifyEvidence } from '@citycop/client/log/verify-evidence.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { sayWitnesses } from './say-log.ts'
import { policyOption, readPolicy } from './source-given.ts'

const fails: Readonly<Record<EvidenceCheck, string>> = {
  log: 'does not stand in a log that enough witnesses of the policy confirmed',
  content: 'does not say what the file says',
  chain: 'does not follow the act before it',
}
const contradictions = {
  proven: 'The log FORKED: both notes are signed by it, of one size and with different roots.',
  signed:
    'The file holds two notes that the log signed. Whether they contradict each other, the log’s entries must tell.',
  unsigned: 'The file holds two notes as a contradiction, but this log did not sign both.',
} as const

export const command: Command = {
  operands: ['FILE'],
  options: { policy: { ...policyOption, required: true } },
  about: `
Checks evidence that was saved from "My report", or with "citycop follow --evidence FILE". It says of each act whether it stands
in the log, says what the file says, and follows the one before; exit code 1 when anything does not.
The policy inside the file is only what the file claims: name one you know from elsewhere.

  citycop evidence verify evidence-K7QF-2M9X.json --policy city.policy`,
  run: verify,
}

async function verify(given: Given) {
  const [file = ''] = given.operands
  const kept = parsePayload(evidenceFile, readFileSync(file))
  if (!kept) throw new Refused('not-evidence', `${file} is not evidence`)
  const policy = readPolicy(given.need('policy'))
  const { good, acts, contradiction } = verifyEvidence(kept, policy)
  if (policy.quorum === 'none')
    given.warn('note: this policy asks for no witness; that everybody saw this log is not shown')
  const verdict = good
    ? `This evidence is good: ${acts.length} acts on report ${kept.reference} stand in the log of ${kept.instance}.`
    : 'This evidence does NOT hold as a whole.'
  const fork = contradiction === undefined ? [] : [contradictions[contradiction]]
  return {
    json: {
      good,
      instance: kept.instance,
      reference: kept.reference,
      acts,
      ...(contradiction ? { contradiction } : {}),
    },
    text: [...acts.map(sayAct), ...fork, verdict].join('\n'),
    failed: !good,
  }
}

function sayAct({ action, index, holds, unpublished, alone, said, witnesses }: VerifiedAct): string {
  const what = `${action}, ${said?.time ?? 'at no time one can read'} (entry ${index})`
  if (unpublished) return `FAILS  ${what}: was in no published log when the file was saved`
  const failed = (Object.keys(fails) as EvidenceCheck[]).filter((check) => !holds[check])
  if (alone && failed.join() === 'log')
    return `signed ${what}: the log signed that it stands there; that enough witnesses confirmed it, the file does not show`
  if (failed.length > 0) return `FAILS  ${what}: ${failed.map((check) => fails[check]).join('; ')}`
  return `holds  ${what}, confirmed by ${sayWitnesses(witnesses.map((name) => ({ name, time: 0 })))}`
}
