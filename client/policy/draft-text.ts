// The text of a proposed version, read. That it has the hash it is named by was looked at when it was fetched.
import { type PolicyDraft, type PolicyText, policyText } from '@citycop/protocol/policy/contract.ts'
import { safeParse } from 'valibot'
import { Unexpected } from '../api/call.ts'

/** @throws Unexpected */
export function draftText({ text }: Pick<PolicyDraft, 'text'>): PolicyText {
  const parsed = safeParse(policyText, JSON.parse(text))
  if (!parsed.success) throw new Unexpected('the text of the draft')
  return parsed.output
}
