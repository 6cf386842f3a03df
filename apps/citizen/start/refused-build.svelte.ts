// That the city offered another app than the one in its log: the page says so as long as it does.
import type { MessageKey } from '@citycop/ui/message-key.ts'
import type { Refusal } from '../service-worker/scope.ts'

let sentence = $state<MessageKey>()

export const refusedBuild = {
  get sentence() {
    return sentence
  },
}

export function hearRefusal(refused: Refusal | null): void {
  if (refused === null) sentence = undefined
  else sentence = refused === 'pins' ? 'start.pins-refused' : 'start.build-refused'
}
