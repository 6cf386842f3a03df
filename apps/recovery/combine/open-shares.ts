// A custodian's keyfile opens that custodian's own share here, under a passphrase that only they know. The opened share stays in this
// page: none has to lie on a stick.
import { unlockKeyfile } from '@citycop/client/officers/keyfile.ts'
import { openWith } from '@citycop/client/sealing/age-file.ts'
import { addFile, type Chosen, type Named, without } from './read-files.ts'

export type Opening = { readonly chosen: Chosen } | { readonly wrong: 'passphrase' | 'no-share' }

/** `wrong` passphrase, or none of the chosen shares is this custodian's: then the keyfile stays where it is. */
export async function openShares(chosen: Chosen, keyfile: Named, passphrase: string): Promise<Opening> {
  const identity = await identityIn(keyfile, passphrase)
  if (identity === undefined) return { wrong: 'passphrase' }
  for (const { name, bytes } of chosen.sealed) {
    const plain = await openWith(identity, bytes)
    const opened = plain && addFile(chosen, name, plain)
    if (!opened || opened.shares.length === chosen.shares.length) continue
    const [sealed, keyfiles] = [without(chosen.sealed, name), without(chosen.keyfiles, keyfile.name)]
    return { chosen: { ...opened, sealed, keyfiles } }
  }
  return { wrong: 'no-share' }
}

async function identityIn({ bytes }: Named, passphrase: string): Promise<string | undefined> {
  try {
    return (await unlockKeyfile(bytes, passphrase)).ageIdentity
  } catch {
    return undefined
  }
}
