// The logs a witness knows: C2SP policy lines, of which it needs `log`. A city's whole policy file serves as well.
import { readFileSync } from 'node:fs'
import { equal } from '@citycop/protocol/contract/bytes.ts'
import type { LogKey } from '@citycop/protocol/log/checkpoint.ts'
import type { VerifierKey } from '@citycop/protocol/log/note.ts'
import { parsePolicy } from '@citycop/protocol/log/witness-policy.ts'
import { Refused } from '../refusal.ts'

/** @throws Refused */
export function readLogs(file: string): readonly LogKey[] {
  const text = readFileSync(file, 'utf8')
  try {
    const whole = !text.endsWith('\n') || /^[ \t]*quorum[ \t]/m.test(text) ? text : `${text}quorum none\n`
    const { logs } = parsePolicy(whole)
    if (logs.length === 0) throw new Error('it names none')
    return logs.map(({ key }) => key)
  } catch (error) {
    throw new Refused('bad-logs', `${file} is not a list of logs: ${(error as Error).message}`)
  }
}

/**
 * By origin: a log may be changing its key.
 * @throws Refused when a log has our own key, for then its signature could pass for ours
 */
export function logsByOrigin(logs: readonly LogKey[], own: VerifierKey): ReadonlyMap<string, readonly LogKey[]> {
  if (logs.some(({ publicKey }) => equal(publicKey, own.publicKey)))
    throw new Refused('own-key', 'a log has the witness’s own key; a witness cannot watch itself')
  return Map.groupBy(logs, ({ name }) => name)
}
