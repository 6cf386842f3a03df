// C2SP tlog-witness, what a log posts to add-checkpoint: the size it was cosigned at last, the proof that it grew from there, the
// new checkpoint. The answer to a wrong size is the right one.
import { fromBase64, isBase64, toBase64 } from '../contract/base64.ts'
import { type Bytes, bytes } from '../contract/bytes.ts'

export type WitnessRequest = { readonly old: number; readonly proof: readonly Bytes[]; readonly note: string }

export const largestRequest = 65_536
export const sizeType = 'text/x.tlog.size'
const mostHashes = 63
const count = '(0|[1-9]\\d{0,15})'

export const spellWitnessRequest = (old: number, proof: readonly Uint8Array[], note: string): string =>
  [`old ${old}`, ...proof.map(toBase64), '', note].join('\n')

export function parseWitnessRequest(body: string): WitnessRequest | undefined {
  const end = body.indexOf('\n\n')
  if (end === -1 || bytes(body).length > largestRequest) return undefined
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const old = readCount(new RegExp(`^old ${count}$`).exec(first)?.[1])
  if (old === undefined || lines.length > mostHashes) return undefined
  if (!lines.every((line) => line.length === 44 && line.endsWith('=') && !line.endsWith('==') && isBase64(line)))
    return undefined
  return { old, proof: lines.map(fromBase64), note: body.slice(end + 2) }
}

/** The body of a 409: the size the witness cosigned last. */
export const spellSize = (size: number): string => `${size}\n`

export const parseSize = (body: string): number | undefined => readCount(new RegExp(`^${count}\\n$`).exec(body)?.[1])

function readCount(spelt: string | undefined): number | undefined {
  const size = spelt === undefined ? undefined : Number(spelt)
  return Number.isSafeInteger(size) ? size : undefined
}
