// What reaches a terminal. Strangers' words go through here: a control sequence in a report could rewrite an officer's screen or
// type into it, and a bidirectional override could turn one file name into another.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Usage } from './usage.ts'

const unsafe = /(?![\n\t])[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** For people: control characters but line feed and tab become visible. */
export const harmless = (text: string): string => text.replace(unsafe, escaped)

/** For programs: JSON escapes the lower ones itself; the others get the same spelling, which any parser reads back unchanged. */
export const asJson = (value: unknown): string => JSON.stringify(value, null, 2).replace(unsafe, escaped)

/** Asks without echo, on standard error. @throws Usage when nobody is there to answer */
export async function askSecret(question: string, instead: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Usage(`no ${question}, and no terminal to ask on; ${instead}`)
  process.stderr.write(`${question}: `)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silence, terminal: true })
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve)
      lines.once('SIGINT', () => reject(new Usage(`no ${question} given`)))
      lines.once('close', () => reject(new Usage(`no ${question} given`)))
    })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

export async function standardInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
