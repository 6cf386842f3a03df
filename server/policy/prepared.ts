// The Cedar set of the version in force, prepared when the version changes. One name for the city, whatever the version: what was
// prepared under it before is replaced, or memory would grow with every version (POLICY 3).
import { cedarText } from '@citycop/floor/decide/cedar-text.ts'
import { prepareCity, prepareFloor } from '@citycop/floor/decide/decide.ts'
import { floor } from '@citycop/floor/floor.ts'
import type { Deciding } from './authorise.ts'

const inUse = new Map<string, string>()

/** The name under which the set is prepared: without an approved version that of the floor's own permits. */
export function preparedFor({ city, versions }: Pick<Deciding, 'city' | 'versions'>): string {
  const { instance } = city.pins
  const version = versions.inForce()
  const cedar = version?.content.cedar ?? cedarText('base-city.cedar', floor)
  if (inUse.get(instance) !== cedar) {
    prepareFloor()
    prepareCity(instance, cedar)
    inUse.set(instance, cedar)
  }
  return instance
}
