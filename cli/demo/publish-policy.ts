// The demo city's policy: that of its pilot, signed by three different invented people, so that no two-person rule has a way around
// it (J26).
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { approvePolicy, proposePolicy, readDraft } from '@citycop/client/policy/propose-policy.ts'
import type { Role } from '@citycop/protocol/keys/certificates.ts'
import type { DemoCity } from '../demo-city.ts'
import { readPilot } from '../pilots/pilot-folder.ts'
import { Refused } from '../refusal.ts'

type Signing = {
  readonly instance: Instance
  readonly city: DemoCity
  readonly desk: (name: string) => Promise<Desk>
}

/** True when it published the first version; false where there is one. */
export async function publishPolicy({ instance, city, desk }: Signing): Promise<boolean> {
  if (instance.directory.policy.version > 0) return false
  const signer = (role: Role) => {
    const found = city.officers.find(({ roles }) => roles.includes(role))
    if (!found) throw new Refused('demo-people', `demo.json of ${city.id} names nobody who is ${role}`)
    return desk(found.name)
  }
  const { policy, cedar } = readPilot(city.id)
  const { timeZone } = instance.directory.policy
  const from = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date())
  const admin = await signer('city_admin')
  // One that was left by a start that was broken off is approved as it is; a second one would be refused.
  const draft = (await readDraft(admin)) ?? (await proposePolicy(admin, { v: 1, policy, cedar, from }))
  const signed = draft.approvals.map(({ role }) => role)
  for (const role of (['dpo', 'chief'] as const).filter((one) => !signed.includes(one)))
    await approvePolicy(await signer(role), draft)
  return true
}
