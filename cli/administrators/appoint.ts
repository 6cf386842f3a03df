import { checkPostRequest, givePost } from '@citycop/client/keys/city-posts.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { Command } from '../command.ts'
import { leadOptions, publish } from '../units/lead.ts'
import { fingerprintOption, postGiven, postOptions, requestIn } from '../units/post-given.ts'
import { Usage } from '../usage.ts'
import { cityLeadFor } from './city-lead.ts'

export const command: Command = {
  operands: ['REQUEST'],
  options: {
    ...leadOptions,
    ...fingerprintOption,
    ...postOptions,
  },
  about: `
Gives a post of the whole city: dpo (data-protection officer), chief, city_admin. REQUEST is what "citycop officer new --city" made on the
officer's own device. Whoever has such a post is in no unit and opens no report; they decide the policy and people's rights. Only an
administrator whom the root named for the city may do it. Three people, or nobody can approve what another one proposed.

  citycop city appoint elena.age.request.json --server https://city.example --pin pins.json --admin admin.key \\
    --role dpo --fingerprint "six words as read out" --trained-on 2026-11-02`,
  run: async (given) => {
    if (given.all('role').length === 0) throw new Usage('say which post: --role dpo, --role chief or --role city_admin')
    const asked = await checkPostRequest(requestIn(given.operands[0] ?? ''), given.need('fingerprint'))
    const post = postGiven(given)
    const { instance, lead } = await cityLeadFor(given)
    await publish(instance, givePost(lead, asked, post))
    const keyId = keyIdOf(Buffer.from(asked.officerPk, 'base64'))
    return { json: { keyId, roles: post.roles }, text: `${asked.name} (${keyId}) is ${(post.roles ?? []).join(', ')}.` }
  },
}
