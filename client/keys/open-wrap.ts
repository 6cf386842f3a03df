// A wrap is opened on the device of whoever it is for, and used only if its signature holds and it is the key that the epoch's
// certificate names: a wrap of another key would make a desk answer under it.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { text } from '@citycop/protocol/contract/bytes.ts'
import { name, whole } from '@citycop/protocol/contract/fields.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import type { Trusted } from '@citycop/protocol/keys/chain.ts'
import { newestOf } from '@citycop/protocol/keys/epochs.ts'
import { checkWrap, type Wrap, type WrapDoubt } from '@citycop/protocol/keys/wraps.ts'
import * as v from 'valibot'
import { openWith } from '../sealing/age-file.ts'
import { recipientOf } from '../sealing/suite.ts'

/** What an age file to a holder holds: the epoch's identity. */
const content = v.strictObject({
  v: v.literal(1),
  unit: name,
  epoch: whole,
  age: v.pipe(v.string(), v.regex(/^AGE-SECRET-KEY-/)),
})
/** `by`: who signed for it, where that is known; without, the server put it there. */
export type RefusedWrap = {
  readonly unit: string
  readonly epoch: number
  readonly why: WrapDoubt | 'key'
  readonly by?: string
}
type City = { readonly pins: Pick<Pins, 'instance'>; readonly trusted: Trusted }

export async function openWrap({ pins, trusted }: City, identity: string, wrap: Wrap): Promise<string | RefusedWrap> {
  const { unit, epoch } = wrap
  const checked = checkWrap(wrap, { pins, trusted, recipient: await recipientOf(identity) })
  if (typeof checked === 'string') return { unit, epoch, why: checked }
  return (await keyIn(trusted, identity, wrap)) ?? { unit, epoch, why: 'key', by: checked.by }
}

/** The key, if the file holds that which the certificate of the epoch names. */
export async function keyIn(
  trusted: Trusted,
  identity: string,
  { unit, epoch, file }: Pick<Wrap, 'unit' | 'epoch' | 'file'>,
): Promise<string | undefined> {
  const plain = await openWith(identity, fromBase64(file))
  const parsed = plain && v.safeParse(content, parsedJson(plain))
  const certified = newestOf(trusted, unit, epoch)?.recipient
  const fits = parsed?.success && certified !== undefined && (await recipientOf(parsed.output.age)) === certified
  return parsed?.success && fits ? parsed.output.age : undefined
}

function parsedJson(plain: Uint8Array): unknown {
  try {
    return JSON.parse(text(plain))
  } catch {
    return undefined
  }
}
