import { removeMember } from '@citycop/client/keys/remove-member.ts'
import type { Command } from '../command.ts'
import { Usage } from '../usage.ts'
import { leadFor, leadOptions, publish, unitOf } from './lead.ts'

export const command: Command = {
  operands: ['UNIT', 'KEYID'],
  options: leadOptions,
  about: `
Lets an officer go. At once: the officer's sessions end, the wrapped keys are deleted, the unit's key ends and a new one begins for
those who stay. What is still sealed to the old key on somebody's phone is taken in for seven days. KEYID is what "citycop unit status"
shows. Afterwards a remaining member seals the live reports anew: an open desk does it by itself, or "citycop officer reseal".

  citycop unit remove-member harbour-team 3f2a9c01d4e5b677 --server http://127.0.0.1:8080 --admin data/demo/admin.key`,
  run: async (given) => {
    const keyId = given.operands[1] ?? ''
    if (!/^[0-9a-f]{16}$/.test(keyId))
      throw new Usage('KEYID is 16 hexadecimal digits, as "citycop unit status" shows them')
    const { instance, lead } = await leadFor(given)
    const change = await removeMember(lead, keyId)
    await publish(instance, change)
    const unit = unitOf(given)
    return {
      json: { unit, keyId, certificates: change.certificates.length, wraps: change.wraps.length },
      text: [
        `${keyId} is out of ${unit}: no session, no key. A new key is in use, for the ${change.wraps.length} who stay.`,
        'Next: a remaining member seals the live reports anew (citycop officer reseal), so that the old key opens none of them.',
      ].join('\n'),
    }
  },
}
