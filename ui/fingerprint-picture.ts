// A fingerprint as a picture: sixteen signs, each one of eight shapes, full or hollow, so 64 bits. It shows other bytes of the hash than
// the six words do. There is no colour in it that says anything.

export const shapes = ['circle', 'square', 'triangle', 'diamond', 'cross', 'bar', 'pillar', 'corner'] as const
export type Sign = { readonly shape: (typeof shapes)[number]; readonly full: boolean }

export const signs = 16
/** The words are made of the first nine bytes, of which the ninth only in part. */
const from = 9

/** Row by row, four in each. @throws Error when the hash is shorter than 17 bytes */
export function pictureOf(hash: Uint8Array): readonly Sign[] {
  const own = hash.subarray(from, from + signs / 2)
  if (own.length < signs / 2) throw new Error('a picture is made of a whole hash')
  return [...own].flatMap((byte) => [byte >> 4, byte & 15]).map((four) => signOf(four))
}

const signOf = (four: number): Sign => ({ shape: shapes[four & 7] ?? 'circle', full: four >= 8 })

/** How each shape is drawn in a square of 24. */
export const paths: Readonly<Record<Sign['shape'], string>> = {
  circle: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z',
  square: 'M4 4h16v16H4z',
  triangle: 'M12 3l10 18H2z',
  diamond: 'M12 1.5l8 10.5l-8 10.5l-8-10.5z',
  cross: 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z',
  bar: 'M2 8.5h20v7H2z',
  pillar: 'M8.5 2h7v20h-7z',
  corner: 'M3 3h7v11h11v7H3z',
}
