// Opens a keyfile by what the page was given for it.
import {
  type OfficerKeys,
  unlockKeyfile,
  unlockWithPasskey,
  WrongPasskey,
  WrongPassphrase,
} from '@citycop/client/officers/keyfile.ts'
import type { UnlockBy } from './commands.ts'

/** The file chosen is none of this city's keyfiles. */
export class NotAKeyfile extends Error {
  override name = 'NotAKeyfile'
}

/** @throws WrongPassphrase, WrongPasskey, NotAKeyfile */
export async function unlock(keyfile: Uint8Array, by: UnlockBy): Promise<OfficerKeys> {
  try {
    return await ('prf' in by ? unlockWithPasskey(keyfile, by.prf) : unlockKeyfile(keyfile, by.passphrase))
  } catch (thrown) {
    if (thrown instanceof WrongPassphrase || thrown instanceof WrongPasskey) throw thrown
    // Where WebAssembly is forbidden, the keyfile is not to blame.
    if (thrown instanceof WebAssembly.CompileError) throw thrown
    throw new NotAKeyfile()
  } finally {
    if ('prf' in by) by.prf.fill(0)
  }
}
