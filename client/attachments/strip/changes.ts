// A film may fill a phone's memory: what it tells is overwritten where it lies. No byte moves, so every offset in it stays right.
import type { Tale } from './tales.ts'

/** Zeros from `from` to `to`, with `put` at the beginning. */
export type Change = { readonly from: number; readonly to: number; readonly put?: Uint8Array }
/** `end`: where the file ends from now on. */
export type Changes = { readonly changes: Change[]; readonly tells: Tale[]; end: number }

/** Only once everything was read: a file that turns out unreadable has not been touched. */
export function applied(file: Uint8Array<ArrayBuffer>, { changes, end }: Changes): Uint8Array<ArrayBuffer> {
  for (const { from, to, put } of changes) {
    file.fill(0, from, to)
    if (put) file.set(put, from)
  }
  return file.subarray(0, end)
}

export const hasAny = (bytes: Uint8Array, from: number, to: number): boolean =>
  bytes.subarray(from, to).some((byte) => byte !== 0)
