// The keys that a demo's founding drew for the services of its pilot: DATA/instance/services.json. No real city has such a file: its
// services' own keys stand in pilot.json, as each of them gave it.
import * as v from 'valibot'
import { name } from '../contract/fields.ts'
import { recipient } from '../keys/certificates.ts'
import type { Pilot } from './pilot.ts'

export const serviceKeys = v.strictObject({
  v: v.literal(1),
  keys: v.pipe(v.record(name, recipient), v.maxEntries(30)),
})
export type ServiceKeys = v.InferOutput<typeof serviceKeys>

/** With the demo's keys, and with no other: a text that somebody tries in a demonstration is never sealed to a real service. */
export function withDemoKeys(pilot: Pilot, { keys }: Pick<ServiceKeys, 'keys'>): Pilot {
  if (!pilot.services) return pilot
  const services = pilot.services.map(({ recipient: _real, ...service }) => {
    const drawn = keys[service.id]
    return drawn === undefined ? service : { ...service, recipient: drawn }
  })
  return { ...pilot, services }
}
