// Passkeys, as the browser offers them: to the page alone, never to a Worker. What one gives goes to the Worker at once, and this page
// keeps no copy. The browser gives it only to the address at which the passkey was made, and only after asking for a finger or a PIN.
import type { PasskeyHint } from '@citycop/client/officers/keyfile-header.ts'
import { toBase64 } from '@citycop/protocol/contract/base64.ts'
import type { DrawnPasskey } from '../worker/commands.ts'

/** Why nothing came of it. `no-secret`: this passkey can sign in somewhere, but gives no secret that could open a file (PRF). */
export class NoPasskey extends Error {
  readonly why: 'cancelled' | 'known' | 'no-secret' | 'not-here'

  constructor(why: NoPasskey['why']) {
    super(why)
    this.why = why
  }
}

/** An address of numbers has no name that a passkey could belong to. */
export const passkeysHere = (host: string): boolean =>
  typeof PublicKeyCredential === 'function' && !/^[\d.]+$|^\[/.test(host)

/** What one of these passkeys gives for its salt. @throws NoPasskey */
export async function askPasskey(hints: readonly PasskeyHint[]): Promise<Uint8Array<ArrayBuffer>> {
  const inputs = hints.map(({ credential, salt }) => [urlSafe(credential), { first: salt }])
  const given = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32), // no server checks it: what counts is the secret
        allowCredentials: hints.map(({ credential }) => ({ id: credential, type: 'public-key' })),
        userVerification: 'required',
        extensions: { prf: { evalByCredential: Object.fromEntries(inputs) } },
      },
    }),
  )
  return secretOf(given)
}

/** @throws NoPasskey */
export async function drawPasskey(name: string, known: readonly PasskeyHint[]): Promise<DrawnPasskey> {
  const salt = random(32)
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name: 'CITYCoP' },
        user: { id: random(16), name, displayName: name }, // at random: two passkeys of one officer cannot be linked by it
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
        excludeCredentials: known.map(({ credential }) => ({ id: credential, type: 'public-key' })),
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  )
  const credential = new Uint8Array(made.rawId)
  const { prf } = made.getClientExtensionResults()
  if (!prf?.enabled) throw new NoPasskey('no-secret')
  // Most give it only when they are asked a second time.
  return { credential, salt, prf: prf.results ? secretOf(made) : await askPasskey([{ credential, salt }]) }
}

async function asked(act: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const given = await act().catch((thrown: unknown) => {
    throw new NoPasskey(thrown instanceof DOMException ? (refusals[thrown.name] ?? 'not-here') : 'not-here')
  })
  if (!(given instanceof PublicKeyCredential)) throw new NoPasskey('cancelled')
  return given
}
const refusals: Record<string, NoPasskey['why']> = { NotAllowedError: 'cancelled', InvalidStateError: 'known' }

function secretOf(given: PublicKeyCredential): Uint8Array<ArrayBuffer> {
  const first = given.getClientExtensionResults().prf?.results?.first
  if (!(first instanceof ArrayBuffer) || first.byteLength !== 32) throw new NoPasskey('no-secret')
  return new Uint8Array(first)
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const urlSafe = (some: Uint8Array): string =>
  toBase64(some).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
