// What a file tells beside its picture or sound, as far as a person can be told: enough to say "place, time, device".
import { letters } from './numbers.ts'

export const tales = ['place', 'time', 'device', 'other'] as const
export type Tale = (typeof tales)[number]

const farthest = 65_536 // of each piece: it is only about what to say, not about what is taken out
const signs: readonly (readonly [Exclude<Tale, 'other'>, RegExp])[] = [
  ['place', /gps|location|latitude|iso6709|\xa9xyz|\bloci\b|camm|gpmd|photoshop:city|iptc4xmpcore:/i],
  [
    'time',
    /createdate|modifydate|datecreated|creationdate|datetime|\xa9day|creation.?time|\b(19|20)\d\d[-:]\d\d[-:]\d\d/i,
  ],
  ['device', /\xa9(mak|mod|swr|too)|\bmake\b|model|serial|software|creatortool|encoder|maker|android|apple/i],
]

/** What words or names of fields in a piece give away; something that says none of them is still something. */
export function talesIn(piece: Uint8Array): Tale[] {
  if (!piece.subarray(0, farthest).some((byte) => byte !== 0)) return []
  const said = letters(piece, 0, farthest)
  const found = signs.filter(([, sign]) => sign.test(said)).map(([tale]) => tale)
  return found.length > 0 ? found : ['other']
}

/** Each once, in one order; "other" only when nothing can be named. */
export function summed(found: Iterable<Tale>): readonly Tale[] {
  const all = new Set(found)
  const named = tales.filter((tale) => tale !== 'other' && all.has(tale))
  return named.length > 0 || !all.has('other') ? named : ['other']
}
