// The small shapes that contracts are made of. Bounded all: nothing a stranger sends is larger than its field allows.
import * as v from 'valibot'
import { decodedLength, isBase64 } from './base64.ts'
import { isDay } from './days.ts'

export const suite = v.picklist(['pq', 'classic'])
export type Suite = v.InferOutput<typeof suite>

/** A city, a unit, an epoch's unit: lower-case words joined by hyphens. */
export const name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/))
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A civil date of the city, with no finer time (J6). */
export const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), v.check(isDay, 'no day of the calendar'))
/** A moment in UTC, to the minute. */
export const moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\dZ$/),
  v.check((at) => isDay(at.slice(0, 10)), 'no moment of the calendar'),
)

/** Base64 of at most `most` bytes. */
export const base64 = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(Math.ceil(most / 3) * 4),
    v.check((spelt) => decodedLength(spelt) <= most && isBase64(spelt), 'not canonical base64 of the size allowed'),
  )

/** Base64 of exactly `size` bytes. */
export const sized = (size: number) =>
  v.pipe(
    v.string(),
    v.length(Math.ceil(size / 3) * 4),
    v.check((spelt) => decodedLength(spelt) === size && isBase64(spelt), `not canonical base64 of ${size} bytes`),
  )

/** Lower-case hexadecimal of exactly `size` bytes. */
export const hex = (size: number) => v.pipe(v.string(), v.length(2 * size), v.regex(/^[0-9a-f]*$/))

export const publicKey = sized(32)
export const signature = sized(64)
/** The first 8 bytes of SHA-256 of a public key. */
export const keyId = hex(8)
/** The header of an age file: version line, stanzas, MAC line. */
export const ageHeader = base64(6144)
