// The twelve words a person typed, or gave in one of the safer ways (J32).
import type { Instance } from '@citycop/client/keys/connect.ts'
import { type PassphraseKeys, passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { fromWords } from '@citycop/client/sealing/passphrase.ts'
import { fromCode } from '@citycop/client/sealing/passphrase-code.ts'
import { cityOf } from './city.ts'
import type { Given, Options } from './command.ts'
import { askSecret, standardInput } from './terminal.ts'

export const wordsOption: Options = {
  passphrase: {
    value: 'WORDS|-',
    says: 'the twelve words, or their code; "-" reads them from standard input. Without it they come from CITYCOP_WORDS, else from a prompt. Typed here, other programs of this machine can see them',
  },
}

/** The keys behind the words, and the city they are for. The words are checked before anything touches the network. */
export async function withWords(given: Given): Promise<{ instance: Instance; keys: PassphraseKeys }> {
  const typed = await typedWords(given)
  const r = fromCode(typed) ?? (await fromWords(typed))
  const instance = await cityOf(given)
  return { instance, keys: await passphraseKeys(instance.pins, r) }
}

async function typedWords(given: Given): Promise<string> {
  const typed = given.text('passphrase')
  if (typed === '-') return standardInput()
  if (typed !== undefined) {
    given.warn(
      'note: words on the command line can be seen by other programs and stay in the shell’s history; prefer "-", CITYCOP_WORDS or the prompt',
    )
    return typed
  }
  return process.env.CITYCOP_WORDS ?? askSecret('twelve words', 'use --passphrase - or CITYCOP_WORDS')
}
