// Who else may help, as the city lists them. Public, like what the pilot says; a service's key is only as good as its six words, which an
// officer compares with what the service itself gave: the server could name another key.
import { type PublicServices, publicServices } from '@citycop/protocol/pilots/public-services.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import type { Server } from '../api/call.ts'
import { sixWords } from '../keys/fingerprint.ts'

export type Service = {
  readonly id: string
  readonly title: string
  readonly what: string
  readonly reach: string
  /** Where something can be handed to it. */
  readonly key?: { readonly recipient: string; readonly words: string }
}

/** In this language where the city has it, else in the first it has. None where it does not answer now. */
export async function readServices({ origin }: Server, language: string): Promise<Service[]> {
  const answer = await fetch(new URL('/services.json', origin), { credentials: 'omit', redirect: 'error' }).catch(
    () => undefined,
  )
  const said = answer?.ok ? v.safeParse(publicServices, await answer.json().catch(() => undefined)) : undefined
  return said?.success ? Promise.all(said.output.services.map((one) => inLanguage(one, language))) : []
}

export async function inLanguage(
  { id, title, what, reach, recipient }: PublicServices['services'][number],
  language: string,
): Promise<Service> {
  const key = recipient === undefined ? {} : { key: { recipient, words: await recipientWords(recipient) } }
  return { id, title: spoken(title, language) ?? id, what: spoken(what, language) ?? '', reach, ...key }
}

const spoken = (said: Readonly<Record<string, string>>, language: string): string | undefined =>
  said[language] ?? Object.values(said)[0]

export const recipientWords = (recipient: string): Promise<string> =>
  sixWords(sha256(new TextEncoder().encode(recipient)))
