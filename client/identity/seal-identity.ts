// Who reports, sealed on the phone: signed with the report's own key, then to the custodians, and what comes out to the supervisors.
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { canonical } from '@citycop/protocol/contract/canonical.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { custodians, type Identity, identityPlain, supervisors } from '@citycop/protocol/identity/identity.ts'
import type { Instance } from '../keys/connect.ts'
import { Distrusted } from '../keys/distrusted.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'

export type Known = Pick<Identity, 'name' | 'contact'>

/** Whether this city has both units: without them nobody can choose to be known to custodians alone. */
export const keepsIdentities = ({ directory }: Instance): boolean =>
  [custodians, supervisors].every((id) => directory.units.some((unit) => unit.id === id))

/** @throws Distrusted when one of the two units has no key that holds today */
export async function sealIdentity(
  { pins, directory }: Instance,
  { mailboxPk, signSeed }: PassphraseKeys,
  { name, contact }: Known,
): Promise<string> {
  const [inside, outside] = [custodians, supervisors].map((id) => directory.units.find((unit) => unit.id === id))
  if (!inside || !outside) throw new Distrusted('certificate')
  const said: Identity = { v: 1, instance: pins.instance, mailboxPk, name, contact }
  const plain = padded(bytes(JSON.stringify(signEnvelope('identity', bytes(canonical(said)), signSeed))))
  const inner = joined(await sealTo([inside.recipient], plain))
  return toBase64(joined(await sealTo([outside.recipient], inner)))
}

/** So that no length tells a long name from a short one. */
function padded(plain: Uint8Array): Uint8Array {
  if (plain.length > identityPlain) throw new Error('a name and how to reach somebody are longer than they may be')
  const whole = new Uint8Array(identityPlain).fill(0x20)
  whole.set(plain)
  return whole
}
