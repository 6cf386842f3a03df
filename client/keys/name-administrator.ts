// What the holder of the root key signs about an administrator: that there is one, for these units, until a day; and that one is no more.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { addDays } from '@citycop/protocol/contract/days.ts'
import { type Envelope, keyIdOf, signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import {
  type AdministratorRequest,
  administratorsOn,
  isEnd,
  readAdministratorRequest,
  standing,
} from '@citycop/protocol/keys/administrators.ts'
import type { AdminCertificate, Pins } from '@citycop/protocol/keys/certificates.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { lastNumber } from '@citycop/protocol/keys/epochs.ts'
import { AdministratorRefused } from './administrator-refused.ts'
import { makeAdminCertificate, publicKeyOf } from './make-certificate.ts'
import { requestWords } from './member-request.ts'

type City = Pick<Pins, 'instance' | 'rootPk'>
/** What the root knows of its city, from a directory that was checked. */
export type Root = {
  readonly pins: City
  readonly trusted: Trusted
  readonly today: string
  readonly seed: Uint8Array
}
export type Post = Pick<AdminCertificate, 'units' | 'city' | 'notAfter'>

export function askToAdminister({ instance, rootPk }: City, name: string, seed: Uint8Array): Envelope {
  const asked: AdministratorRequest = { v: 1, instance, rootPk, name, adminPk: publicKeyOf(seed) }
  return signEnvelope('join', bytes(canonical(asked)), seed)
}

/** What was asked, if these are the words that the administrator read out. @throws AdministratorRefused */
export async function checkAdministratorRequest(envelope: Envelope, words: string): Promise<AdministratorRequest> {
  const asked = readAdministratorRequest(envelope)
  if (!asked) throw new AdministratorRefused('request')
  if (words.trim().toLowerCase().split(/\s+/).join(' ') !== (await requestWords(envelope)))
    throw new AdministratorRefused('fingerprint')
  return asked
}

/** `replace`: the key has a certificate already, and this one takes its place. @throws AdministratorRefused */
export function nameAdministrator(
  root: Root,
  { instance, rootPk, adminPk }: AdministratorRequest,
  post: Post,
  { replace = false } = {},
): Envelope {
  refuseStranger(root)
  const { pins, trusted, today, seed } = root
  if (instance !== pins.instance || !trusted.roots.includes(rootPk)) throw new AdministratorRefused('other-city')
  // The root key lies off the network; as an administrator's it would be used every month.
  if (trusted.roots.includes(adminPk)) throw new AdministratorRefused('root-itself')
  if (post.notAfter < today) throw new AdministratorRefused('expired')
  if (!replace && standing(trusted, adminPk).some((one) => !isEnd(one) && one.notAfter >= today))
    throw new AdministratorRefused('named-already')
  const base = { v: 1 as const, instance, certNo: lastNumber(trusted) + 1, notBefore: today }
  return makeAdminCertificate({ ...base, ...post, adminPk }, seed)
}

export type Ended = { readonly certificate: Envelope; readonly leaderless: readonly string[] }

/**
 * What the administrator certified until now stands; nothing that is published later does. `leaderless`: units that nobody certifies then.
 * @throws AdministratorRefused
 */
export function endAdministrator(root: Root, keyId: string): Ended {
  refuseStranger(root)
  const { pins, trusted, today, seed } = root
  const adminPk = trusted.admins.find((one) => keyIdOf(fromBase64(one.adminPk)) === keyId)?.adminPk
  if (adminPk === undefined) throw new AdministratorRefused('no-administrator')
  const [newest] = standing(trusted, adminPk).sort((one, other) => other.certNo - one.certNo)
  if (!newest) throw new AdministratorRefused('ended-already')
  const over = { certNo: lastNumber(trusted) + 1, notBefore: today, notAfter: addDays(today, -1) }
  const left = administratorsOn(trusted, today).filter((one) => one.adminPk !== adminPk)
  return {
    certificate: makeAdminCertificate({ v: 1, instance: pins.instance, ...over, adminPk, units: newest.units }, seed),
    leaderless: newest.units.filter((unit) => !left.some((one) => one.units.includes(unit))),
  }
}

/** An older root, or another city's: nobody would believe what it signs. */
function refuseStranger({ trusted, seed }: Root): void {
  if (trusted.root?.rootPk !== publicKeyOf(seed)) throw new AdministratorRefused('not-the-root')
}
