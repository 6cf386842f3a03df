// Whether others than the city confirm what a receipt's proof says.
import { readFileSync } from 'node:fs'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { parseProof, verifyProof, verifyWitnessedProof } from '@citycop/protocol/log/inclusion.ts'
import { type Cosignature, openWitnessed, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { posix, sayAge, sayCount, sayWitnesses } from './say-log.ts'
import { readPolicy } from './source-given.ts'

export type Confirmed =
  | {
      readonly by: 'witnesses'
      readonly cosigners: readonly Cosignature[]
      readonly newest?: number
      readonly size: number
    }
  | { readonly by: 'log'; readonly cosigners: readonly Cosignature[]; readonly size: number }
  | { readonly by: 'nobody'; readonly cosigners: readonly [] }
type Receipt = { readonly proof: string; readonly index: number }

/** Undefined when no policy was named. @throws Refused when policy and city do not belong together */
export function confirmation(given: Given, logKey: string, leaf: Uint8Array, receipt: Receipt): Confirmed | undefined {
  const [policyFile, proofFile] = [given.text('policy'), given.text('proof')]
  if (policyFile === undefined && proofFile === undefined) return undefined
  if (policyFile === undefined) throw new Refused('policy-missing', '--proof needs --policy: who is to confirm it?')
  const policy = readPolicy(policyFile)
  const key = parseLogKey(logKey)
  if (!policy.logs.some((log) => log.key.name === key.name && equal(log.key.publicKey, key.publicKey)))
    throw new Refused('policy-differs', 'the policy is about another log than the city’s')
  const proof = proofFile === undefined ? receipt.proof : readFileSync(proofFile, 'utf8')
  return confirm(proof, leaf, receipt.index, { ...policy, logs: [{ key }] })
}

function confirm(proof: string, leaf: Uint8Array, index: number, policy: WitnessPolicy): Confirmed {
  const witnessed = verifyWitnessedProof(proof, leaf, policy)
  const nobody = { by: 'nobody', cosigners: [] } as const
  if (witnessed?.index === index && policy.quorum !== 'none') {
    const { cosignatures: cosigners, newest, checkpoint } = witnessed
    return { by: 'witnesses', cosigners, size: checkpoint.size, ...(newest === undefined ? {} : { newest }) }
  }
  const [log] = policy.logs
  const opened = openWitnessed(parseProof(proof)?.note ?? '', policy) // refuses what a known witness is said to have signed
  const alone = log && opened ? verifyProof(proof, leaf, log.key) : undefined
  if (alone?.index !== index) return nobody
  return { by: 'log', cosigners: opened?.cosignatures ?? [], size: alone.checkpoint.size }
}

export function sayConfirmed(confirmed: Confirmed): string {
  const { by, cosigners } = confirmed
  if (by === 'nobody') return 'FAILS  the proof shows that the promise stands in the log of this policy'
  if (by === 'witnesses') {
    const age = confirmed.newest === undefined ? '' : `, the last needed one ${sayAge(posix() - confirmed.newest)}`
    return `holds  ${sayWitnesses(cosigners)} confirmed the log of ${sayCount(confirmed.size)} entries in which it stands${age}`
  }
  const some = cosigners.length === 0 ? '' : `; ${sayWitnesses(cosigners)} confirmed it too, but that is not enough`
  return `note   this proof is signed by the log alone${some}: that nobody was shown another log, only witnesses can say`
}
