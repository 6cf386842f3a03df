// Every town begins with the rules of the base city. To compare them with the law case by case takes seconds of a processor: a run of all
// tests does it once, before the first of them. Any other text is checked as the server checks it, and so is this one in a file run by hand.
import { createHash } from 'node:crypto'
import { type Checked, checkPolicy } from '@citycop/floor/check/check-policy.ts'
import { type CheckPolicy, checkApart } from '../server/policy/check-apart.ts'
import { townPolicy } from './town-policy.ts'

const variable = 'CITYCOP_TEST_CHECKED' // how the run tells its test files what was found right
type Known = { readonly sha256: string; readonly cases: number }

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Once for a run; it tells its test files by this. */
export function checkCity(): Record<string, string> {
  const { policy, cedar, from: today } = townPolicy('testville', new Date().toISOString().slice(0, 10))
  return asChecked(cedar, checkPolicy({ policy, cedar, today }))
}

/** Nothing of rules that were not found right. */
export function asChecked(cedar: string, { ok, cases }: Checked): Record<string, string> {
  const known: Known = { sha256: hash(cedar), cases }
  return ok && cases > 0 ? { [variable]: JSON.stringify(known) } : {}
}

/** The check of a town's server: in full but for the very rules that this run has found right. */
export const checkOnce: CheckPolicy = async ({ cedar, ...parameters }) => {
  const known: Known | undefined = JSON.parse(process.env[variable] ?? 'null') ?? undefined
  if (cedar === undefined || hash(cedar) !== known?.sha256)
    return checkApart(cedar === undefined ? parameters : { cedar, ...parameters })
  return { ...checkPolicy(parameters), cases: known.cases }
}
