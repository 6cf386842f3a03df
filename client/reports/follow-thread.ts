// A thread as it went from unit to unit (J9). Each unit speaks only while it has the report, and hands it on in a message of its own; what
// was sealed anew was sealed by a unit that had it.
import type { Opened, Refusal } from '../sealing/message.ts'
import type { Message } from './report.ts'

export type Piece = {
  readonly id: string
  readonly direction: 'citizen' | 'unit'
  readonly seq: number
  readonly opened: Opened
}
export type Handed = { readonly id: string; readonly from: string; readonly to: string }
export type Followed = {
  /** Those that had the report, in order; the last one has it. */
  readonly holders: readonly string[]
  readonly handed: readonly Handed[]
  readonly refused: ReadonlyMap<string, Refusal>
}
type Told = { readonly asked: ReadonlyMap<string, Message>; readonly sent: ReadonlySet<string> }
/** Which unit a message hands the report to; undefined: it is not believed. */
export type Judge = (message: Message, id: string, holder: string, told: Told) => string | undefined

/** `first`: the unit that it was sent to. `pieces`: each side's in their order. */
export function followThread(first: string, pieces: readonly Piece[], judge: Judge): Followed {
  const holders = [first]
  const handed: Handed[] = []
  const refused = new Map<string, Refusal>()
  const asked = new Map<string, Message>()
  const sent = new Set(pieces.filter((one) => one.direction === 'citizen').map((one) => one.id))
  for (const { id, direction, opened } of pieces) {
    if (direction === 'citizen' || 'refused' in opened) continue
    const [{ message }, holder] = [opened, holders.at(-1) ?? first]
    const to = message.transfer && judge(message, id, holder, { asked, sent })
    if (message.unit !== holder || (message.type === 'transfer') !== (to !== undefined)) refused.set(id, 'unit')
    else if (to === undefined) asked.set(id, message)
    else {
      holders.push(to)
      handed.push({ id, from: holder, to })
    }
  }
  for (const { id, direction, opened } of pieces) {
    if ('refused' in opened) continue
    if (opened.by !== undefined && !holders.includes(opened.by)) refused.set(id, 'resealed')
    if (direction === 'citizen' && !holders.includes(opened.message.unit)) refused.set(id, 'unit')
  }
  return { holders, handed, refused }
}
