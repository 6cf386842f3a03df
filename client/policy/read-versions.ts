// The published versions of a city's policy, the newest first. Each text has the hash it is named by; what the log says of it is for
// whoever follows the log (client/log).
import { bytes, toHex } from '@citycop/protocol/contract/bytes.ts'
import { type PolicyText, type PolicyVersion, policyText, policyVersions } from '@citycop/protocol/policy/contract.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { safeParse } from 'valibot'
import { Unexpected, Unreachable } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'

export type ReadVersion = PolicyVersion & { readonly content: PolicyText }

/** @throws Unreachable, Unexpected */
export async function readVersions({ server, pins }: Pick<Instance, 'server' | 'pins'>): Promise<ReadVersion[]> {
  const address = new URL(`/policy/${pins.instance}`, server.origin)
  const answer = await fetch(address, { credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' }).catch(
    () => {
      throw new Unreachable('the server does not answer')
    },
  )
  const parsed = safeParse(policyVersions, await answer.json().catch(() => undefined))
  if (!parsed.success || parsed.output.city !== pins.instance)
    throw new Unexpected('the versions of the policy have another shape than the contract’s')
  return parsed.output.versions.map((version) => ({ ...version, content: contentOf(version) }))
}

/** @throws Unexpected when it is not the text that it is named by */
export function contentOf({
  number,
  sha256: named,
  text,
}: Pick<PolicyVersion, 'number' | 'sha256' | 'text'>): PolicyText {
  const content = toHex(sha256(bytes(text))) === named ? safeParse(policyText, JSON.parse(text)) : undefined
  if (!content?.success) throw new Unexpected(`version ${number} of the policy is not what it is named`)
  return content.output
}
