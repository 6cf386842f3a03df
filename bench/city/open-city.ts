// From an empty server to a city that takes reports and has an officer at the desk.
import { call } from '@citycop/client/api/call.ts'
import { connect, type Instance, type Memory, type Seen } from '@citycop/client/keys/connect.ts'
import { type Desk, signIn } from '@citycop/client/officers/sign-in.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import { publishPolicy, townPolicy } from '../../testing/town-policy.ts'
import type { BenchCity } from './found-city.ts'

export type OpenCity = { readonly instance: Instance; readonly desk: Desk }

export async function openCity(origin: string, city: BenchCity): Promise<OpenCity> {
  await call({ origin }, publishKeys, { certificates: city.certificates, wraps: city.wraps })
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels', dateStyle: 'short' }).format(new Date())
  await publishPolicy(() => device(origin, city), city.staff, townPolicy(city.pins.instance, today))
  const instance = await device(origin, city)
  return { instance, desk: await signIn(instance, city.officer) }
}

/** A device that has seen nothing of the city but its pins. */
export const device = (origin: string, { pins }: BenchCity): Promise<Instance> =>
  connect(origin, { memory: memory(), pins })

function memory(): Memory {
  let seen: Seen | undefined
  return {
    read: () => seen,
    write: (next) => {
      seen = next
    },
  }
}
