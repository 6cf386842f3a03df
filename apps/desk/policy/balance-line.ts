// A line of the balance view in words.
import type { BalanceRow, Colour } from '@citycop/protocol/policy/balance.ts'
import type { Bound, Kind } from '@citycop/protocol/policy/bounds-floor.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { say } from '@citycop/ui/messages.svelte.ts'
import { sayValue } from '@citycop/ui/policy-value.ts'

export type Line = { row: BalanceRow; param: Bound }

const colours: Record<Colour, MessageKey> = {
  red: 'policy.colour-red',
  amber: 'policy.colour-amber',
  green: 'policy.colour-green',
}
const kinds: Record<Kind, MessageKey> = { L: 'policy.kind-law', P: 'policy.kind-choice', 'L+P': 'policy.kind-both' }

export const sayColour = (colour: Colour): string => say(colours[colour])
export const sayKind = (kind: Kind): string => say(kinds[kind])

export function sayDefault({ param }: Line): string {
  if (param.defaultRule !== undefined) return say('policy.year-after')
  return param.default === undefined ? '–' : sayValue(param.path, param.default)
}
