import type { Instance } from '@citycop/client/keys/connect.ts'
import { type CityLead, cityLeadOf } from '@citycop/client/keys/unit-lead.ts'
import { cityOf } from '../city.ts'
import type { Given } from '../command.ts'
import { adminSeedOf } from '../instance/sealed-seed.ts'
import { cityToday } from '../officers/city-today.ts'

/** By the key of an administrator whom the root named for the city. */
export async function cityLeadFor(given: Given): Promise<{ instance: Instance; lead: CityLead }> {
  const instance = await cityOf(given)
  const seed = await adminSeedOf(given.need('admin'), instance.demo)
  return { instance, lead: cityLeadOf(instance, seed, cityToday(instance.directory.policy)) }
}
