// Which picture the bytes are, by what they begin with: a declared type is a stranger's word.
const starts = (bytes: Uint8Array, at: number, wanted: readonly number[]) =>
  wanted.every((byte, index) => bytes[at + index] === byte)
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp'

export function imageKind(bytes: Uint8Array): ImageType | undefined {
  if (starts(bytes, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(bytes, 0, [0x89, ...letters('PNG\r\n'), 0x1a, 0x0a])) return 'image/png'
  if (starts(bytes, 0, letters('RIFF')) && starts(bytes, 8, letters('WEBP'))) return 'image/webp'
  return undefined
}
