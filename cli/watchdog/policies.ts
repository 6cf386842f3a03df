// The logs to watch: each `log` line of a policy, with its address. The policy's witnesses are those that must confirm it.
import { readFileSync } from 'node:fs'
import type { LogKey } from '@citycop/protocol/log/checkpoint.ts'
import { parsePolicy, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import { type LogSource, sourceAt } from '../log/log-source.ts'
import { Refused } from '../refusal.ts'

/** `policy` names this log alone: another log's key must not sign for it. */
export type LogPolicy = {
  readonly key: LogKey
  readonly policy: WitnessPolicy
  readonly text: string
  readonly source: LogSource
}

/** `url`: the address of a log whose line has none. */
export type WatchedPolicy = { readonly text: string; readonly url?: string }

/** @throws Refused */
export function readPolicies(policies: readonly WatchedPolicy[]): LogPolicy[] {
  const logs = policies.flatMap(readOne)
  const names = logs.map(({ key }) => key.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice) throw new Refused('twice', `${twice} is named twice; a log has one policy`)
  if (logs.length === 0) throw new Refused('no-log', 'the policy names no log to watch')
  return logs
}

/** What was typed: FILE, or FILE=URL. */
export const readPolicyFiles = (typed: readonly string[]): WatchedPolicy[] =>
  typed.map((one) => {
    const [, file = one, url] = /^(.+?)=(https?:.+)$/.exec(one) ?? []
    return { text: readFileSync(file, 'utf8'), ...(url === undefined ? {} : { url }) }
  })

function readOne({ text, url }: WatchedPolicy): LogPolicy[] {
  let policy: WitnessPolicy
  try {
    policy = parsePolicy(text)
  } catch (error) {
    throw new Refused('bad-policy', `not a policy: ${(error as Error).message}`)
  }
  return policy.logs.map((log) => {
    const address = log.url ?? (policy.logs.length === 1 ? url : undefined)
    if (address === undefined) throw new Refused('no-address', `${log.key.name} has no address in its policy`)
    return { key: log.key, policy: { ...policy, logs: [log] }, text, source: sourceAt(address) }
  })
}
