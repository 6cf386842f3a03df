// What somebody typed or chose becomes the text of a version, or all the reasons why it is none.
import { isDay } from '@citycop/protocol/contract/days.ts'
import { type PolicyText, policyText } from '@citycop/protocol/policy/contract.ts'
import * as v from 'valibot'

export type Proposal = { readonly text: PolicyText } | { readonly wrong: readonly string[] }
type Typed = { parameters: string; cedar: string; from: string }

/** Parameters alone, or a whole version as it stands in the log. Its number is the next one, whatever the file says. */
export function readProposal({ parameters, cedar, from }: Typed, number: number): Proposal | undefined {
  const found = parse(parameters)
  if (found === undefined || !isDay(from)) return undefined
  const whole = found as { policy?: unknown; cedar?: unknown }
  const policy = typeof whole.policy === 'object' && whole.policy !== null ? whole.policy : found
  const rules = cedar.trim() !== '' || typeof whole.cedar !== 'string' ? cedar : whole.cedar
  const read = v.safeParse(policyText, { v: 1, policy: { ...policy, version: String(number) }, cedar: rules, from })
  if (read.success) return { text: read.output }
  const wrong = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'policy'}: ${issue.message}`)
  return { wrong: [...new Set(wrong)] }
}

/** Undefined when it is no JSON object. */
function parse(text: string): object | undefined {
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : undefined
  } catch {
    return undefined
  }
}
