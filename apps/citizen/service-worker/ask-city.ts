// Questions of the service worker itself: never answered from any cache, and followed nowhere else.
import { toHex } from '@citycop/protocol/contract/bytes.ts'

/** @throws when the city does not answer, or says that it cannot now */
export async function get(address: string): Promise<Response> {
  const answer = await fetch(address, { cache: 'no-store', credentials: 'omit', redirect: 'error' })
  if (answer.status >= 500 || answer.status === 429) throw new Error(`the city answers ${answer.status}`)
  return answer
}

export const sha256 = async (some: ArrayBuffer): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', some)))

export const read = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())
