// `citycop log prove`.
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import type { Command, Given } from '../command.ts'
import { Usage } from '../usage.ts'
import { proveEntry } from './prove-entry.ts'
import { policyOption, readPolicy, serverOption, sourceGiven } from './source-given.ts'
import { writeOpenly } from './write-log.ts'

export const command: Command = {
  operands: ['[DIR|URL]'],
  options: {
    index: { value: 'N', says: 'which entry, from 0', required: true },
    server: serverOption,
    policy: { ...policyOption, says: `${policyOption.says}; without one, signatures are not checked` },
    out: { value: 'FILE', says: 'where to write the proof instead of printing it' },
  },
  about: `
Makes a C2SP tlog-proof from a log's tiles, against the checkpoint that is published and cosigned. It fits next to a receipt:
"citycop receipt verify FILE --policy FILE --proof FILE".
Whoever serves the tiles sees which entry you ask about. To keep that to yourself, export the log and prove from the folder.

  citycop log prove ./copy --index 4711 --policy city.policy --out 4711.proof
  citycop log prove --server https://city.example --index 4711`,
  run,
}

async function run(given: Given) {
  const source = sourceGiven(given, given.operands[0])
  const index = Number(/^(0|[1-9]\d{0,15})$/.exec(given.need('index'))?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(index)) throw new Usage('--index takes a whole number from 0')
  const [file, out] = [given.text('policy'), given.text('out')]
  const { proof, leaf, size } = await proveEntry(source, index, file === undefined ? undefined : readPolicy(file))
  if (file === undefined) given.warn('note: nobody’s signatures were checked; name a --policy for that')
  if (out !== undefined) await writeOpenly(out, proof)
  const json = { index, size, leaf: toHex(leaf), proof, ...(out === undefined ? {} : { file: out }) }
  return { text: out === undefined ? proof.trimEnd() : `entry ${index} of ${size}: the proof lies in ${out}`, json }
}
