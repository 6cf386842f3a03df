// What is handed in as a key must be signed by somebody who may hand it on: a session's token alone hands over nothing.

import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { lastNumber } from '@citycop/protocol/keys/epochs.ts'
import { checkWrap, type Wrap, wrapDoubtWords } from '@citycop/protocol/keys/wraps.ts'

type City = { readonly pins: Pick<Pins, 'instance'>; readonly trusted: Trusted }

/** `by`: who must have signed, where that is known. @throws Problem bad-signature, with what is wrong and with which */
export function refuseUnsigned(city: City, wraps: readonly Wrap[], by?: string): void {
  const last = lastNumber(city.trusted)
  for (const one of wraps) {
    const checked = checkWrap(one, { ...city, recipient: recipientFor(city.trusted, one) })
    const named = `the wrap of ${one.unit}/${one.epoch}`
    if (typeof checked === 'string') throw new Problem('bad-signature', `${named}: ${wrapDoubtWords[checked]}`)
    if (by !== undefined && checked.by !== by)
      throw new Problem('bad-signature', `${named}: signed by somebody else than who hands it in`)
    // Signed for a number to come, it would hold until then and not after its signer was let go.
    if (checked.seal.asOf > last) throw new Problem('bad-signature', `${named}: ${wrapDoubtWords.signer}`)
  }
}

function recipientFor({ officers, recoveries }: Trusted, wrap: Wrap): string | undefined {
  if ('recovery' in wrap) return recoveries.find((one) => one.hash === wrap.recovery)?.recipient
  return officers.findLast((one) => keyIdOf(Buffer.from(one.officerPk, 'base64')) === wrap.officer)?.recipient
}
