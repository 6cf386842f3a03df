// The versions of a city's policy, in memory: the one in force today, and those a report has lived under (J18, J22).
import { type PolicyText, policyText } from '@citycop/protocol/policy/contract.ts'
import { noPolicyYet, type Policy, termsOf } from '@citycop/protocol/policy/terms.ts'
import { parse } from 'valibot'
import type { Clock } from '../platform/clock.ts'
import type { StoredVersion } from './store.ts'

export type Version = StoredVersion & { readonly content: PolicyText; readonly terms: Policy }
export type Versions = {
  /** In force on this civil day of the city; undefined while no version is. */
  inForce(): Version | undefined
  /** Its terms; those of nothing allowed while there is none. */
  terms(): Policy
  all(): readonly Version[]
  /** What a report that was sent under `number` has lived under until today. */
  since(number: number): readonly Policy[]
  add(stored: StoredVersion): Version
}

export function makeVersions(stored: readonly StoredVersion[], today: Clock['today']): Versions {
  const versions = stored.map(read)
  // The highest number among those that have begun: a later version replaces an earlier one that was to begin after it.
  const inForce = () => versions.findLast((one) => one.startsOn <= today())
  return {
    inForce,
    terms: () => inForce()?.terms ?? noPolicyYet,
    all: () => versions,
    since(number) {
      const now = inForce()?.number ?? 0
      const lived = versions.filter((one) => one.number >= number && one.number <= now)
      // One that was replaced before its day never held for anybody.
      const began = lived.filter(
        (one) => !lived.some((next) => next.number > one.number && next.startsOn <= one.startsOn),
      )
      return began.map((one) => one.terms)
    },
    add(one) {
      const version = read(one)
      versions.push(version)
      return version
    },
  }
}

function read(stored: StoredVersion): Version {
  const content = parse(policyText, JSON.parse(stored.text))
  return { ...stored, content, terms: termsOf(content.policy) }
}
