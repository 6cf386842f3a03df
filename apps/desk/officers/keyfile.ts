// What the sign-in screen passes on.
import { type PasskeyHint, readKeyfileHeader } from '@citycop/client/officers/keyfile-header.ts'

export type LockedBecause = 'idle' | 'asked' | 'expired'
/** `unsaved`: made anew here, and not yet saved by the officer. */
export type Keyfile = { name: string; bytes: Uint8Array<ArrayBuffer>; unsaved?: true }

const largest = 65_536 // a keyfile is about 6 kB; whoever drops a film here meant something else

export async function readKeyfile(file: File): Promise<Keyfile | undefined> {
  if (file.size === 0 || file.size > largest) return undefined
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** The passkeys that it can be asked with; none for a file that is no keyfile, which the Worker will say. */
export const passkeysOf = ({ bytes }: Keyfile): readonly PasskeyHint[] => readKeyfileHeader(bytes)?.passkeys ?? []
