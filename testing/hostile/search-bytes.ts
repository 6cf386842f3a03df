// Looks for a secret in whatever was written, in every spelling that a program would write it in by mistake.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Needle = { readonly what: string; readonly bytes: Buffer }

/** Base64 of something that holds `secret` somewhere: the characters that do not depend on what stands beside it. */
function base64Spellings(secret: Buffer): Buffer[] {
  return [0, 1, 2].map((before) => {
    const spelt = Buffer.concat([Buffer.alloc(before), secret])
      .toString('base64')
      .replace(/=+$/, '')
    const from = Math.ceil((before * 8) / 6)
    const to = Math.floor(((before + secret.length) * 8) / 6)
    return Buffer.from(spelt.slice(from, to), 'latin1')
  })
}

const urlSafe = (spelt: Buffer): Buffer =>
  Buffer.from(spelt.toString('latin1').replaceAll('+', '-').replaceAll('/', '_'), 'latin1')

/** A secret of at least 9 bytes, as it is and as it may be spelt. */
export function needles(what: string, secret: Buffer): Needle[] {
  const single = base64Spellings(secret)
  const wide = Buffer.from(secret.toString('latin1'), 'utf16le')
  const spellings = {
    raw: [secret],
    'hexadecimal, lower': [Buffer.from(secret.toString('hex'))],
    'hexadecimal, upper': [Buffer.from(secret.toString('hex').toUpperCase())],
    'UTF-16': [wide, Buffer.from(wide).swap16()],
    base64: single,
    'base64 for addresses': single.map(urlSafe),
    'base64 of base64': single.flatMap(base64Spellings),
    reversed: [Buffer.from(secret).reverse()],
  }
  return Object.entries(spellings).flatMap(([how, list]) => list.map((bytes) => ({ what: `${what} (${how})`, bytes })))
}

export const found = (haystack: Buffer, wanted: readonly Needle[]): string[] => [
  ...new Set(wanted.filter((one) => haystack.includes(one.bytes)).map((one) => one.what)),
]

/** Where in a folder, in the names and in the content of everything in it. */
export function foundIn(folder: string, wanted: readonly Needle[]): string[] {
  const places: string[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    places.push(...found(Buffer.from(entry.name), wanted).map((what) => `${what} in the name ${path}`))
    if (entry.isFile()) places.push(...found(readFileSync(path), wanted).map((what) => `${what} in ${path}`))
  }
  return places
}

/** When each file and folder was last changed. */
export function changeTimes(folder: string): { path: string; at: Date }[] {
  const inside = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = [folder, ...inside.map((entry) => join(entry.parentPath, entry.name))]
  return paths.map((path) => ({ path, at: statSync(path).mtime }))
}
