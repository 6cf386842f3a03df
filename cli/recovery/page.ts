import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { writeDurably } from '../write-durably.ts'
import { refuseTaken } from './recovery-files.ts'

/** As the build made it. */
const built = join(import.meta.dirname, '../../apps/recovery/dist/index.html')

export const command: Command = {
  options: { out: { value: 'FILE', says: 'where the page goes', required: true } },
  about: `
Writes the offline page: one HTML file that joins three shares in a browser, without a network. Carry it on a stick, with pins.json.

  citycop recover page --out recovery.html`,
  run: write,
}

async function write(given: Given) {
  const out = given.need('out')
  refuseTaken(out)
  if (!existsSync(built)) throw new Refused('not-built', 'the page is not built yet; run npm run build')
  await writeDurably(out, readFileSync(built), 'everybody')
  return { json: { page: out }, text: `The offline page lies in ${out}. Open it on a device that is off the network.` }
}
