import { takePost } from '@citycop/client/keys/city-posts.ts'
import type { Command } from '../command.ts'
import { leadOptions, publish } from '../units/lead.ts'
import { Usage } from '../usage.ts'
import { cityLeadFor } from './city-lead.ts'

export const command: Command = {
  operands: ['KEYID'],
  options: leadOptions,
  about: `
Takes a post of the whole city away: sessions end at once, and nothing the key signs counts from then on. KEYID is what appointing showed.

  citycop city let-go 3f2a9c01d4e5b677 --server https://city.example --pin pins.json --admin admin.key`,
  run: async (given) => {
    const keyId = given.operands[0] ?? ''
    if (!/^[0-9a-f]{16}$/.test(keyId)) throw new Usage('KEYID is 16 hexadecimal digits')
    const { instance, lead } = await cityLeadFor(given)
    await publish(instance, takePost(lead, keyId))
    return { json: { keyId }, text: `${keyId} has no post of the city any more.` }
  },
}
