// A bound of the floor in words: "at most 365 days".
import { type Bound, boundFor, type Floor, type Kind } from '@citycop/protocol/policy/bounds-floor.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Voice } from './said.ts'
import { sayValue } from './value-words.ts'

const withValue: Partial<Record<Bound['op'], MessageKey>> = {
  '<=': 'policy.at-most',
  '>=': 'policy.at-least',
  '==': 'policy.always',
  subset: 'policy.only-from',
  superset: 'policy.all-of',
  includesAny: 'policy.one-of',
}
const without: Partial<Record<Bound['op'], MessageKey>> = {
  present: 'policy.named',
  presentIf: 'policy.named-if',
  regimeBasis: 'policy.by-purpose',
}

export const kindWords: Record<Kind, MessageKey> = {
  L: 'policy.kind-law',
  P: 'policy.kind-choice',
  'L+P': 'policy.kind-both',
}

export function sayBound(param: Bound, floor: Floor, memberState: string | undefined, voice: Voice): string {
  const plain = without[param.op]
  if (plain) return voice.say(plain)
  const value = sayValue(boundFor(param, floor, memberState), param.path, voice)
  const key = withValue[param.op]
  return key ? voice.say(key, { value }) : value
}
