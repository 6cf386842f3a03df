// The passkeys of the keyfile of whoever is signed in. Each change asks for its passphrase: an officer who left the desk open does not
// find somebody else's passkey in the keyfile.
import { addPasskey, type Changed, removePasskey } from '@citycop/client/officers/passkeys.ts'
import type { Input, PasskeysChanged, PasskeyView } from './commands.ts'
import { held } from './held.ts'
import { NotAKeyfile, unlock } from './unlock.ts'

const viewed = (): PasskeyView[] => (held.keys?.passkeys ?? []).map(({ name, credential }) => ({ name, credential }))

export const passkeys = async (): Promise<PasskeyView[]> => viewed()

/** Before a browser is asked to make a passkey that would then stand in no keyfile. @throws WrongPassphrase, NotAKeyfile */
export async function checkPassphrase({ keyfile, passphrase }: Input<'check-passphrase'>): Promise<undefined> {
  const keys = await unlock(keyfile, { passphrase })
  if (keys.signSeed !== held.keys?.signSeed) throw new NotAKeyfile() // a colleague's
}

export async function add({ keyfile, passphrase, ...drawn }: Input<'add-passkey'>): Promise<PasskeysChanged> {
  try {
    return taken(await addPasskey(keyfile, passphrase, drawn))
  } finally {
    drawn.prf.fill(0)
  }
}

export const remove = async ({ keyfile, passphrase, credential }: Input<'remove-passkey'>): Promise<PasskeysChanged> =>
  taken(await removePasskey(keyfile, passphrase, credential))

function taken({ keys, file }: Changed): PasskeysChanged {
  if (keys.signSeed !== held.keys?.signSeed) throw new NotAKeyfile()
  held.keys = keys
  return { bytes: file, passkeys: viewed() }
}
