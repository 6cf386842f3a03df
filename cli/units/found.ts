import { foundUnit } from '@citycop/client/keys/found-unit.ts'
import { checkMemberRequest } from '@citycop/client/keys/member-request.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import type { MemberRequest } from '@citycop/protocol/keys/member-request.ts'
import type { Command, Given } from '../command.ts'
import { vaultTitles } from '../demo-city.ts'
import { readPilot } from '../pilots/pilot-folder.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { leadFor, leadOptions, publish, unitOf } from './lead.ts'
import { postGiven, postOptions, requestIn } from './post-given.ts'

export const command: Command = {
  operands: ['UNIT'],
  options: {
    ...leadOptions,
    member: {
      value: 'FILE',
      says: 'the request of a first officer; as often as there are officers',
      many: true,
      required: true,
    },
    fingerprint: {
      value: 'WORDS',
      says: 'the six words that this officer reads out, in person; one for each --member, in the same order',
      many: true,
      required: true,
    },
    pilot: {
      value: 'NAME',
      says: 'the city whose pilot.json says what the unit is called and receives (the city’s own name)',
    },
    ...postOptions,
  },
  about: `
Gives a unit its first key, for the officers it begins with: two at least, or one lost keyfile closes the unit. From then on it receives
reports. The role is the same for all of them; whoever gets another one is let in afterwards with "citycop unit add-member".
The units of whoever keeps identities are called custodians and supervisors.

  citycop unit found harbour-team --server https://city.example --pin pins.json --admin admin.key --trained-on 2026-11-02 \\
    --member anna.age.request.json --fingerprint "six words of anna" --member bruno.age.request.json --fingerprint "six words of bruno"`,
  run: found,
}

async function found(given: Given) {
  const unit = unitOf(given)
  const requests = await requestsGiven(given)
  const post = postGiven(given)
  const { instance, lead } = await leadFor(given)
  const plan = planOf(unit, given.text('pilot') ?? instance.pins.instance)
  const change = await foundUnit(lead, plan, requests, post)
  await publish(instance, change)
  if (requests.length === 1) given.warn('note: one officer only; if that keyfile is lost, nobody reads the reports')
  return {
    json: { unit, epoch: 1, members: requests.length, serves: plan.serves },
    text: `${unit} has its first key, for ${requests.length} officers${plan.serves.length > 0 ? `; it receives ${plan.serves.join(', ')}` : ''}.`,
  }
}

async function requestsGiven(given: Given): Promise<MemberRequest[]> {
  const [files, words] = [given.all('member'), given.all('fingerprint')]
  if (files.length !== words.length) throw new Usage('give one --fingerprint for each --member, in the same order')
  return Promise.all(files.map((file, i) => checkMemberRequest(requestIn(file), words[i] ?? '')))
}

function planOf(unit: string, pilot: string): Pick<EpochCertificate, 'title' | 'serves'> {
  const title = vaultTitles[unit]
  if (title) return { title, serves: [] }
  const known = readPilot(pilot).pilot.units.find((one) => one.id === unit)
  if (!known) throw new Refused('no-unit', `pilot.json of ${pilot} names no unit ${unit}`)
  return { title: { ...known.title }, serves: [...known.serves] }
}
