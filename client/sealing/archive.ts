// An attachment is a one-file ustar archive with zeros behind it: `age -d -i key blob | tar x` gives the exact file back. Its name
// in there is file-N.ext; the person's own name for it, if kept, stands only in the sealed message (J32).
import { bytes, text } from '@citycop/protocol/contract/bytes.ts'
import { padme } from '@citycop/protocol/contract/size-class.ts'

const block = 512
const field = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`

export function toArchive(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const used = block + Math.ceil(content.length / block) * block + 2 * block // two empty blocks end an archive
  const archive = new Uint8Array(padme(used))
  archive.set(header(name, content.length))
  archive.set(content, block)
  return archive
}

export type ArchiveFile = { readonly path: string; readonly content: Uint8Array }

/** Several files as plain ustar, in this order. @throws Error when a path is longer than the format has room for */
export function tarOf(files: readonly ArchiveFile[]): Uint8Array<ArrayBuffer> {
  const blocks = files.map(({ content }) => block + Math.ceil(content.length / block) * block)
  const archive = new Uint8Array(blocks.reduce((sum, one) => sum + one, 2 * block))
  let at = 0
  for (const [i, { path, content }] of files.entries()) {
    if (!/^[a-zA-Z0-9./-]{1,99}$/.test(path)) throw new Error('not a path of ours')
    archive.set(header(path, content.length), at)
    archive.set(content, at + block)
    at += blocks[i] as number
  }
  return archive
}

function header(name: string, size: number): Uint8Array {
  const made = new Uint8Array(block)
  const put = (at: number, value: string) => made.set(bytes(value), at)
  put(0, name)
  put(100, field(0o600, 8))
  put(108, field(0, 8))
  put(116, field(0, 8))
  put(124, field(size, 12))
  put(136, field(0, 12)) // no time: it would tell when the picture was taken
  put(148, '        ')
  put(156, '0')
  put(257, 'ustar\u000000')
  put(
    148,
    `${field(
      made.reduce((sum, byte) => sum + byte, 0),
      7,
    )} `,
  )
  return made
}

/** @throws Error when it is no archive that toArchive makes */
export function fromArchive(archive: Uint8Array): { name: string; content: Uint8Array<ArrayBuffer> } {
  const name = text(archive.subarray(0, 100)).replace(/\0.*$/s, '')
  const [, octal] = /^([0-7]{11})\0$/.exec(text(archive.subarray(124, 136))) ?? []
  if (!/^file-\d{1,3}(\.[a-z0-9]{1,8})?$/.test(name) || octal === undefined) throw new Error('not an archive of ours')
  const size = Number.parseInt(octal, 8)
  if (block + size > archive.length) throw new Error('the archive is cut short')
  return { name, content: archive.slice(block, block + size) as Uint8Array<ArrayBuffer> }
}

/** The name inside the archive: a number and the kind of file, nothing a person chose. */
export function plainName(number: number, name: string): string {
  const [, extension] = /\.([a-z0-9]{1,8})$/.exec(name.toLowerCase()) ?? []
  return extension === undefined ? `file-${number}` : `file-${number}.${extension}`
}
