// A person's yes to one thing, inside two sealed messages: the unit asks, the person answers, and the unit says when it is done. The server
// sees none of it. What is asked for stands whole in the question, so that nobody says yes to a text they have not seen.
import * as v from 'valibot'
import { hex, name } from '../contract/fields.ts'

export const consentActs = ['report:refer', 'report:transfer'] as const
export type ConsentAct = (typeof consentActs)[number]

export const consent = v.variant('is', [
  /** By the unit. `to` is a service or a unit, `title` what the person reads it is called, `text` the very text that would leave. */
  v.strictObject({
    is: v.literal('asked'),
    act: v.picklist(consentActs),
    to: name,
    title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20_000))),
  }),
  /** By the person. `of` is the id of the message that asked: the hash of what was sealed, so one yes is for one question. */
  v.strictObject({ is: v.literal('answered'), of: hex(32), answer: v.picklist(['yes', 'no']) }),
  /** By the unit: it was done, and a no would come too late. */
  v.strictObject({ is: v.literal('done'), of: hex(32) }),
])
export type Consent = v.InferOutput<typeof consent>
export type Asked = Extract<Consent, { is: 'asked' }>
export type Answer = Extract<Consent, { is: 'answered' }>['answer']
export type ConsentState = 'waiting' | Answer | 'done'

type Said = { readonly id: string; readonly from: 'citizen' | 'unit'; readonly consent?: Consent | undefined }

/** What became of the question with that id; undefined where the unit never asked it. `thread`: each side's messages in their order. Only
 * the person answers, and their last answer counts until it is done. */
export function consentState(thread: readonly Said[], of: string): ConsentState | undefined {
  if (!thread.some(({ id, from, consent }) => id === of && from === 'unit' && consent?.is === 'asked')) return undefined
  let state: ConsentState = 'waiting'
  for (const { from, consent } of thread) {
    if (from === 'unit' && consent?.is === 'done' && consent.of === of) return 'done'
    if (from === 'citizen' && consent?.is === 'answered' && consent.of === of) state = consent.answer
  }
  return state
}
