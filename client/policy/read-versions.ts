// Every version of a city's policy, as anybody may read them: each text beside the hash that stands in the log, and the terms that the
// directory gives beside those that follow from the version it names.
import { bytes, toHex } from '@citycop/protocol/contract/bytes.ts'
import { canonical, type Json } from '@citycop/protocol/contract/canonical.ts'
import { type PolicyText, type PolicyVersion, policyText, policyVersions } from '@citycop/protocol/policy/contract.ts'
import { type Policy, termsOf } from '@citycop/protocol/policy/terms.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { safeParse } from 'valibot'
import { Unexpected, Unreachable } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'

export type ReadVersion = Pick<PolicyVersion, 'number' | 'from' | 'index' | 'sha256'> & {
  readonly approvals: number
  /** Undefined when the text is not the one that the hash, the number or the day names: then nothing of it is shown. */
  readonly content: PolicyText | undefined
}
export type ReadPolicies = {
  /** The newest first. */
  readonly versions: readonly ReadVersion[]
  readonly inForce: number
  /** Whether the terms this device was given follow from that version; true while there is none. */
  readonly fits: boolean
}

/** @throws Unreachable, Unexpected for an answer of another shape */
export async function readVersions({ server, pins, directory }: Instance): Promise<ReadPolicies> {
  const { instance } = pins
  const answer = await fetch(new URL(`/policy/${instance}`, server.origin), {
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
  }).catch(() => {
    throw new Unreachable('the server does not answer')
  })
  const parsed = safeParse(policyVersions, await answer.json().catch(() => undefined))
  if (!parsed.success || parsed.output.city !== instance) throw new Unexpected('the versions of the policy')
  const versions = parsed.output.versions.map(check)
  const { version: inForce } = directory.policy
  const named = versions.find((one) => one.number === inForce)?.content
  return { versions, inForce, fits: inForce === 0 || (named !== undefined && sameTerms(named, directory.policy)) }
}

function check({ number, from, index, sha256: hash, text, approvals }: PolicyVersion): ReadVersion {
  const known = { number, from, index, sha256: hash, approvals: approvals.length }
  const content = toHex(sha256(bytes(text))) === hash ? readText(text) : undefined
  const fits = content?.from === from && Number(content.policy.version) === number
  return { ...known, content: fits ? content : undefined }
}

function readText(text: string): PolicyText | undefined {
  try {
    const parsed = safeParse(policyText, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

const sameTerms = ({ policy }: PolicyText, given: Policy): boolean =>
  canonical(termsOf(policy) as Json) === canonical(given as Json)
