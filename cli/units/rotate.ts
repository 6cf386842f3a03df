import { rotate } from '@citycop/client/keys/change-unit.ts'
import { aheadDays, headOf } from '@citycop/protocol/keys/epochs.ts'
import type { Command } from '../command.ts'
import { leadFor, leadOptions, publish, unitOf } from './lead.ts'

export const command: Command = {
  operands: ['UNIT'],
  options: {
    ...leadOptions,
    now: { says: 'the new key begins today and ends the old one: when a device with it may be lost' },
  },
  about: `
Certifies the unit's next key, from ${aheadDays} days before the present one ends, for the same members; it begins when that one ends.
Members whose own certificate would end meanwhile are certified for another year.

  citycop unit rotate harbour-team --server http://127.0.0.1:8080 --admin data/demo/admin.key`,
  run: async (given) => {
    const { instance, lead } = await leadFor(given)
    const change = await rotate(lead, { atOnce: given.on('now') })
    await publish(instance, change)
    const unit = unitOf(given)
    const epoch = (headOf(lead.trusted, unit)?.epoch ?? 0) + 1
    return {
      json: { unit, epoch, wraps: change.wraps.length },
      text: `Epoch ${epoch} of ${unit} is certified for ${change.wraps.length} members.`,
    }
  },
}
