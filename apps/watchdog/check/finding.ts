// What was found in a file: a verdict, and each thing that was looked at with what became of it.
import { parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { keyLine } from '@citycop/protocol/log/note.ts'
import { parsePolicy, type WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import type { Values } from '@citycop/ui/format.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'

export type Line = { readonly holds: 'yes' | 'no' | 'unsure'; readonly key: MessageKey; readonly values?: Values }
export type Finding = {
  readonly verdict: 'good' | 'partly' | 'bad' | 'unknown'
  readonly title: MessageKey
  readonly values?: Values
  readonly lines: readonly Line[]
}

/** A log that this watchdog watches, and who must confirm it. What a file says of itself is no reason to believe it. */
export type KnownLog = { readonly origin: string; readonly policy: WitnessPolicy }

export function knownLogs(logs: readonly { readonly origin: string; readonly policy: string }[]): KnownLog[] {
  return logs.flatMap(({ origin, policy }) => {
    try {
      const parsed = parsePolicy(policy)
      return [{ origin, policy: { ...parsed, logs: parsed.logs.filter(({ key }) => key.name === origin) } }]
    } catch {
      return []
    }
  })
}

/** The one of them with this very key. */
export function withKey(known: readonly KnownLog[], logKey: string): KnownLog | undefined {
  try {
    const wanted = parseLogKey(logKey)
    const line = keyLine(wanted.name, 1, wanted.publicKey)
    return known.find(({ policy }) => policy.logs.some(({ key }) => keyLine(key.name, 1, key.publicKey) === line))
  } catch {
    return undefined
  }
}

/** No line that fails makes it good; nothing that stays open does either. */
export function weigh(lines: readonly Line[]): Finding['verdict'] {
  if (lines.some(({ holds }) => holds === 'no')) return 'bad'
  return lines.some(({ holds }) => holds === 'unsure') ? 'partly' : 'good'
}

export const line = (holds: boolean | 'unsure', key: MessageKey, values?: Values): Line => ({
  holds: holds === 'unsure' ? 'unsure' : holds ? 'yes' : 'no',
  key,
  ...(values ? { values } : {}),
})
