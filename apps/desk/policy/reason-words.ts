// A reason of the floor's check, with the parameter in words and the law that its bound stands on. The check writes English.
import { floor } from '@citycop/floor/floor.ts'
import { sayParameter } from '@citycop/ui/parameter-words.ts'

export function sayReason(reason: string): string {
  const [, id, todo] = /^([A-Z]\d{1,2}): (.*)$/s.exec(reason) ?? []
  const param = floor.params.find((one) => one.id === id)
  return param && todo ? `${sayParameter(param.path, param.id)}: ${todo} (${param.law})` : reason
}
