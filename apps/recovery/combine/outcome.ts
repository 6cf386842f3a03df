// What comes of it, as the page says it.
import { type HandOver, recover } from '@citycop/client/recovery/hand-over.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Chosen } from './read-files.ts'

export type Outcome = { readonly done: HandOver } | { readonly refused: MessageKey; readonly names: readonly string[] }

const words: Readonly<Record<string, MessageKey>> = {
  'too-few': 'recovery.why-too-few',
  'wrong-secret': 'recovery.why-wrong-secret',
  'not-published': 'recovery.why-not-published',
  waiting: 'recovery.why-waiting',
  'cut-short': 'recovery.why-cut-short',
  'not-a-member': 'recovery.why-not-a-member',
  request: 'recovery.why-request',
  'no-recovery': 'recovery.why-request',
  wrap: 'recovery.why-wrap',
}

export async function outcomeOf({ keys, shares }: Chosen, officer: string, now: Date): Promise<Outcome> {
  if (!keys) return { refused: 'recovery.why-no-keys', names: [] }
  try {
    return { done: await recover({ shares, file: keys.file, officer: officer.trim().toLowerCase(), now }) }
  } catch (error) {
    const { name, why = '', names = [] } = error as Error & { why?: string; names?: readonly string[] }
    if (name === 'Distrusted') return { refused: 'recovery.why-distrusted', names: [] }
    return { refused: words[why] ?? 'recovery.why-broken', names }
  }
}
