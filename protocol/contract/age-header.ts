// The server cannot open an age file, but it can read which kind of recipient each stanza is for: that is how it refuses a file
// that mixes suites, which age itself would refuse to open.
import { text } from './bytes.ts'
import type { Suite } from './fields.ts'

const stanzaOf: Record<Suite, string> = { pq: 'mlkem768x25519', classic: 'X25519' }

export type AgeHeader = { readonly stanzas: number }

/** Where the header of an age v1 file ends: after the MAC line. Undefined if there is none. */
export function headerLength(file: Uint8Array): number | undefined {
  for (let start = 0; start < Math.min(file.length, 65_536); ) {
    const end = file.indexOf(10, start)
    if (end === -1) return undefined
    if (file[start] === 45 && file[start + 1] === 45 && file[start + 2] === 45) return end + 1
    start = end + 1
  }
  return undefined
}

/** Reads a whole header, strictly; undefined when it is malformed or holds a stanza of another suite. */
export function readAgeHeader(header: Uint8Array, suite: Suite): AgeHeader | undefined {
  if (headerLength(header) !== header.length) return undefined
  const lines = asLines(header)
  if (lines?.shift() !== 'age-encryption.org/v1') return undefined
  const mac = lines.pop()
  if (mac === undefined || !/^--- [A-Za-z0-9+/]{43}$/.test(mac)) return undefined
  let stanzas = 0
  let open = false // a stanza's body ends with a line shorter than 64
  for (const line of lines) {
    if (open) {
      if (!/^[A-Za-z0-9+/]{0,64}$/.test(line)) return undefined
      open = line.length === 64
    } else {
      if (!line.startsWith(`-> ${stanzaOf[suite]} `) || !/^[!-~]+( [!-~]+)*$/.test(line.slice(3))) return undefined
      stanzas++
      open = true
    }
  }
  return open || stanzas === 0 ? undefined : { stanzas }
}

function asLines(header: Uint8Array): string[] | undefined {
  try {
    return text(header).slice(0, -1).split('\n')
  } catch {
    return undefined
  }
}
