// Sealed things come in few sizes: otherwise whoever watches the wire can tell a photograph from a sentence.
const kib = 1024
const chunk = 64 * kib // age's STREAM: each chunk adds a 16-byte tag, the file a 16-byte nonce

/** Plaintext sizes of messages, in bytes. */
export const buckets = [8 * kib, 32 * kib, 128 * kib, 512 * kib] as const
/** Bytes of a signed note: so that it still fits the smallest class after it was sealed anew. */
export const largestNote = 5000
export const smallestFile = 64 * kib
/** 100 MB of content, its archive headers and padding. */
export const largestFile = 112 * 1024 * kib
export const partSize = 1024 * kib

export const bucketFor = (size: number): number | undefined => buckets.find((bucket) => size <= bucket)

/** Padmé (PURBs, 2019): at most 12 % more, and only O(log log size) bits of the size told. */
export function padme(size: number): number {
  if (size <= smallestFile) return smallestFile
  const exponent = Math.floor(Math.log2(size))
  const free = exponent - (Math.floor(Math.log2(exponent)) + 1)
  const step = 2 ** free
  return Math.ceil(size / step) * step
}

/** Bytes of an age payload (nonce and sealed chunks, without the header) for so many bytes of plaintext. */
export const sealedSize = (plain: number): number => 16 + plain + 16 * Math.max(1, Math.ceil(plain / chunk))

/** 0 to 3 for a message's payload of an allowed size, else undefined. */
export function messageClass(payload: number): number | undefined {
  const found = buckets.findIndex((bucket) => sealedSize(bucket) === payload)
  return found === -1 ? undefined : found
}

/** Whether an attachment's payload has a size that padding makes. */
export function isFileSize(payload: number): boolean {
  const chunks = Math.ceil((payload - 16) / (chunk + 16))
  const plain = payload - 16 - 16 * chunks
  return plain >= smallestFile && plain <= largestFile && padme(plain) === plain && sealedSize(plain) === payload
}
