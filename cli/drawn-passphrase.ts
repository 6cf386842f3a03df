// The passphrase of a keyfile that is made here: six words, shown once, or what the environment sets.
import { newPassphrase, toWords } from '@citycop/client/sealing/passphrase.ts'

export type Drawn = {
  readonly passphrase: string
  /** For a program: the words, unless the environment set them. */
  readonly shown: { readonly passphrase?: string }
  /** The same for a person. */
  readonly said: readonly string[]
}

export const sixWords = async (): Promise<string> => (await toWords(newPassphrase(), 'en')).slice(0, 6).join(' ')

export async function drawnPassphrase(variable: string): Promise<Drawn> {
  const set = process.env[variable]
  if (set !== undefined) return { passphrase: set, shown: {}, said: [] }
  const passphrase = await sixWords()
  return { passphrase, shown: { passphrase }, said: ['Its passphrase, shown this once:', '', `  ${passphrase}`, ''] }
}
