// The lead of a unit of the tests' city, and what a lead does.
import { call } from '@citycop/client/api/call.ts'
import { addMember, type UnitChange } from '@citycop/client/keys/change-unit.ts'
import { publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { checkMemberRequest, makeMemberRequest, requestWords } from '@citycop/client/keys/member-request.ts'
import { removeMember } from '@citycop/client/keys/remove-member.ts'
import { type Lead, leadOf } from '@citycop/client/keys/unit-lead.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { publishKeys } from '@citycop/protocol/keys/contract.ts'
import type { MemberRequest } from '@citycop/protocol/keys/member-request.ts'
import type { Town } from './town.ts'

export const harbour = 'harbour-team'

export const todayIn = (town: Town): string => town.app.context.clock.today()

export const leadIn = async (town: Town, seed = town.admin, unit = harbour): Promise<Lead> =>
  leadOf(await town.device(), seed, unit, todayIn(town))

export const publishIn = (town: Town, change: UnitChange) => call({ origin: town.origin }, publishKeys, change)

export const keyIdOfOfficer = ({ signSeed }: OfficerKeys): string =>
  keyIdOf(fromBase64(publicKeyOf(fromBase64(signSeed))))

/** As it is after the two have met. */
export async function askedBy(keys: OfficerKeys, unit = harbour): Promise<MemberRequest> {
  const request = await makeMemberRequest(keys, unit, 1)
  return checkMemberRequest(request, await requestWords(request))
}

export const letIn = async (town: Town, keys: OfficerKeys) =>
  publishIn(
    town,
    addMember(await leadIn(town), await askedBy(keys), { roles: ['case_officer'], trainedOn: todayIn(town) }),
  )

export const letOut = async (town: Town, keys: OfficerKeys) =>
  publishIn(town, await removeMember(await leadIn(town), keyIdOfOfficer(keys)))
