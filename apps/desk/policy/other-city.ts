// Another city's published policy, from a file that somebody chose: what stands at its /policy/CITY, one version, or policy.json.
import type { NamedPolicy } from '@citycop/protocol/policy/balance.ts'

/** Undefined when it is none. */
export function otherCity(text: string): NamedPolicy | undefined {
  try {
    const policy = policyIn(JSON.parse(text))
    const name = (policy as { lea?: { name?: unknown } } | undefined)?.lea?.name
    return typeof name === 'string' && name.length <= 400 ? { name, policy } : undefined
  } catch {
    return undefined
  }
}

function policyIn(found: unknown): unknown {
  if (typeof found !== 'object' || found === null) return undefined
  if ('versions' in found && Array.isArray(found.versions)) return policyIn(found.versions[0])
  if ('text' in found && typeof found.text === 'string') return policyIn(JSON.parse(found.text))
  if ('policy' in found && typeof found.policy === 'object') return found.policy
  return found
}
