// Undoes gzip with what the browser brings, and stops at a bound: a few bytes may unpack to more than a phone has.
const { DecompressionStream: Stream } = globalThis as { DecompressionStream?: typeof DecompressionStream }

/** Older browsers cannot; there the street map is not offered. */
export const canGunzip = Stream !== undefined

/** @throws when it is no gzip, or more than `most` bytes come out */
export async function gunzip(packed: Uint8Array, most: number): Promise<Uint8Array> {
  if (!Stream) throw new Error('this browser unpacks nothing')
  const reader = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new Stream('gzip')).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw new Error('more came out than a tile has')
    }
    parts.push(value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
