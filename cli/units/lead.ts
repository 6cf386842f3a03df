// How a unit's lead is known on the command line: by the administrator's key that certifies this unit.
import { call } from '@citycop/client/api/call.ts'
import type { UnitChange } from '@citycop/client/keys/change-unit.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type Lead, leadOf } from '@citycop/client/keys/unit-lead.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Given, Options } from '../command.ts'
import { adminPassphrase, adminSeedOf } from '../instance/sealed-seed.ts'
import { cityToday } from '../officers/city-today.ts'
import { Usage } from '../usage.ts'

export const leadOptions: Options = {
  ...cityOptions,
  admin: {
    value: 'FILE',
    says: `the key that certifies this unit (admin.key); its passphrase comes from ${adminPassphrase}, else from a prompt`,
    required: true,
  },
}

export async function leadFor(given: Given): Promise<{ instance: Instance; lead: Lead }> {
  const unit = unitOf(given)
  const instance = await cityOf(given)
  const seed = await adminSeedOf(given.need('admin'), instance.demo)
  return { instance, lead: leadOf(instance, seed, unit, cityToday(instance.directory.policy)) }
}

export const isUnitName = (typed: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(typed)

export function unitOf({ operands: [unit = ''] }: Given): string {
  if (!isUnitName(unit)) throw new Usage('a unit is small letters, digits and hyphens')
  return unit
}

export const publish = ({ server }: Instance, change: UnitChange) => call(server, publishKeys, change)
