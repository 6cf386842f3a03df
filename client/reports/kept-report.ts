// What lies on the phone of a report that waits, because the person asked for it: the sealed, signed request and sealed parts, as the
// server would get them, and the last day. No word of it, no passphrase, and no key that opens any of it.
import { beginUpload } from '@citycop/protocol/attachments/contract.ts'
import { envelope } from '@citycop/protocol/contract/dsse.ts'
import { day, hex } from '@citycop/protocol/contract/fields.ts'
import { type ProblemCode, problems } from '@citycop/protocol/contract/problem.ts'
import { mostFiles, submission } from '@citycop/protocol/reports/contract.ts'
import * as v from 'valibot'

/** Parts of the largest attachment there can be: 100 MB, padded. */
const mostParts = 128

/** For the list: how it ended, once it did. */
const keptNote = v.strictObject({
  id: hex(32),
  leaveBy: day,
  ended: v.optional(
    v.union([
      v.strictObject({ reference: v.string(), day, receipt: v.string() }),
      v.strictObject({ refused: v.picklist([...(Object.keys(problems) as ProblemCode[]), 'untrusted']) }),
    ]),
  ),
})
export type KeptNote = v.InferOutput<typeof keptNote>
export type Ended = NonNullable<KeptNote['ended']>

const keptReport = v.strictObject({
  request: submission,
  /** The city's root certificate, for checking the receipt. The pins decide whether it counts. */
  root: envelope,
  uploads: v.pipe(
    v.array(v.strictObject({ begin: beginUpload.body, of: v.pipe(v.number(), v.integer(), v.maxValue(mostParts)) })),
    v.maxLength(mostFiles),
  ),
})
export type KeptReport = v.InferOutput<typeof keptReport>

/** Undefined: it is not what we stored. */
export const readKeptNote = (stored: unknown): KeptNote | undefined => parsed(keptNote, stored)
export const readKeptReport = (stored: unknown): KeptReport | undefined => parsed(keptReport, stored)

function parsed<Schema extends v.GenericSchema>(schema: Schema, stored: unknown): v.InferOutput<Schema> | undefined {
  const found = v.safeParse(schema, stored)
  return found.success ? found.output : undefined
}
