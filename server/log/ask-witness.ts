// One witness, asked to cosign (C2SP tlog-witness). What it answers is checked with the key that the policy pins. A witness that
// says it knows a larger tree, or another one, is asked to show it: only a note that our own key signed stops the signing, so
// that no witness can stop a city by a word.
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { type Checkpoint, type LogKey, openCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { verifyCosignature } from '@citycop/protocol/log/cosignature.ts'
import type { Witness } from '@citycop/protocol/log/witness-policy.ts'
import { parseSize, sizeType, spellWitnessRequest } from '@citycop/protocol/log/witness-request.ts'
import { sha256 } from '../platform/hash.ts'

const patience = 2000 // ms
const largestAnswer = 65_536

/** A checkpoint of ours, and how it continues earlier ones. */
export type Offered = {
  readonly key: LogKey
  readonly note: string
  readonly size: number
  /** Of our tree at a size that is not larger. */
  root(size: number): Promise<Uint8Array>
  /** From an earlier size to this one. */
  proof(old: number): Promise<readonly Uint8Array[]>
}
export type Answered = {
  /** What the witness has cosigned last, as far as it told us. */
  readonly old: number
  /** Its signature line. */
  readonly line?: string
  readonly refused?: string
  /** A note that our key signed and our tree does not contain: the database was set back, or the key signs elsewhere. */
  readonly contradiction?: string
}

/** `old`: the size it cosigned last, as far as we know. @throws whatever fetch throws when it cannot be reached */
export async function askWitness(witness: Witness, url: string, offered: Offered, old: number): Promise<Answered> {
  const first = await post(url, offered, old)
  const told = sizeIn(first)
  const again = told === undefined || told > offered.size ? first : await post(url, offered, told)
  const known = told ?? old
  if (again.status !== 200) {
    const contradiction = again.status === 409 || again.status === 422 ? await heldAgainst(url, offered) : undefined
    return { old: known, refused: `it answered ${again.status}`, ...(contradiction ? { contradiction } : {}) }
  }
  const line = again.body
  if (!/^[^\n]+\n$/.test(line) || !verifyCosignature(offered.note + line, witness.key))
    return { old: known, refused: 'it answered with a line that is not its own' }
  return { old: offered.size, line }
}

type Reply = { readonly status: number; readonly type: string; readonly body: string }

const sizeIn = ({ status, type, body }: Reply): number | undefined =>
  status === 409 && type === sizeType ? parseSize(body) : undefined

async function post(url: string, { note, proof }: Offered, old: number): Promise<Reply> {
  const body = spellWitnessRequest(old, await proof(old), note)
  return request(`${url}/add-checkpoint`, { method: 'POST', body })
}

/** The note it cosigned last, if that is signed by our key and says something else than our tree does. */
export async function heldAgainst(
  url: string,
  { key, size, root }: Pick<Offered, 'key' | 'size' | 'root'>,
): Promise<string | undefined> {
  const { status, body } = await request(`${url}/witness/${sha256(Buffer.from(key.name)).toString('hex')}/checkpoint`)
  const held = status === 200 ? openCheckpoint(body, key) : undefined
  return held && !(await contains({ size, root }, held)) ? body : undefined
}

const contains = async ({ size, root }: Pick<Offered, 'size' | 'root'>, held: Checkpoint): Promise<boolean> =>
  held.size <= size && equal(await root(held.size), held.root)

async function request(url: string, how: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { ...how, redirect: 'error', signal: AbortSignal.timeout(patience) })
  const body = await response.text()
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  return { status: response.status, type, body: body.length > largestAnswer ? '' : body }
}
