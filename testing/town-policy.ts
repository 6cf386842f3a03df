// The policy of the cities that tests found: that of the demo's pilot under another name, and the people who sign for it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance } from '@citycop/client/keys/connect.ts'
import { appointOfficer, newOfficer } from '@citycop/client/keys/make-officer.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { signIn } from '@citycop/client/officers/sign-in.ts'
import { approvePolicy, proposePolicy } from '@citycop/client/policy/propose-policy.ts'
import { cedarText } from '@citycop/floor/decide/cedar-text.ts'
import { floor } from '@citycop/floor/floor.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Pins, Role } from '@citycop/protocol/keys/certificates.ts'
import type { CityPolicy } from '@citycop/protocol/policy/city-policy.ts'
import type { PolicyText } from '@citycop/protocol/policy/contract.ts'

const pilot = join(import.meta.dirname, '../pilots/portolume/policy/policy.json')

/** Version `number` of a city's policy, from this day on. */
export function townPolicy(
  instance: string,
  from: string,
  number = 1,
  change: (policy: CityPolicy) => CityPolicy = (one) => one,
): PolicyText {
  const policy = JSON.parse(readFileSync(pilot, 'utf8')) as CityPolicy
  const own = { ...policy, version: String(number), lea: { ...policy.lea, id: instance } }
  return { v: 1, policy: change(own), cedar: cedarText('base-city.cedar', floor), from }
}

const roleOf = { elena: 'dpo', franco: 'chief', giulia: 'city_admin' } as const
export const staffNames = ['elena', 'franco', 'giulia'] as const
export const rolesOf = (name: string): Role[] =>
  name === 'anna' || name === 'carla' ? ['case_officer', 'supervisor'] : ['case_officer']
export type Staff = Readonly<Record<(typeof staffNames)[number], OfficerKeys>>

/** Proposed by the administrator, approved by the data-protection officer and the chief. */
export async function publishPolicy(device: () => Promise<Instance>, staff: Staff, text: PolicyText): Promise<void> {
  const desk = async (name: keyof Staff) => signIn(await device(), staff[name])
  const draft = await proposePolicy(await desk('giulia'), text)
  await approvePolicy(await desk('elena'), draft)
  const { published } = await approvePolicy(await desk('franco'), draft)
  if (!published) throw new Error('the policy was not published')
}

/** Their keys, drawn anew. */
export const newStaff = (pins: Pins): Staff =>
  Object.fromEntries(staffNames.map((name) => [name, { ...newOfficer(pins, name) }])) as unknown as Staff

type Post = Omit<Parameters<typeof appointOfficer>[0], 'certNo' | 'units'>

/** For the whole city, in no unit: they hold no unit's key. */
export const appointStaff = (staff: Staff, post: Post, admin: Uint8Array): Promise<Envelope[]> =>
  Promise.all(
    staffNames.map((name, i) =>
      appointOfficer({ ...post, certNo: 50 + i, units: [], roles: [roleOf[name]] }, staff[name], admin),
    ),
  )
