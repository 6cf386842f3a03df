// Whose signatures a city's log must carry, by what this device was given beside the page.
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { parsePolicy, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'

/** The witnesses are the policy's; the log is the pinned one, whatever the policy says. */
export function policyOf({ witnessPolicy, logKey }: Pins): WitnessPolicy {
  const logs = [{ key: parseLogKey(logKey) }]
  if (witnessPolicy === undefined) return { logs, witnesses: [], groups: [], quorum: 'none' }
  return { ...parsePolicy(witnessPolicy), logs }
}

export const isWitnessed = ({ quorum }: WitnessPolicy): boolean => quorum !== 'none'
