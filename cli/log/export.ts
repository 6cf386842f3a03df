// `citycop log export`.
import type { Command, Given } from '../command.ts'
import { exportLog } from './export-log.ts'
import { sayCount } from './say-log.ts'
import { serverOption, sourceGiven } from './source-given.ts'

export const command: Command = {
  operands: ['[URL]', 'DIR'],
  options: { server: serverOption },
  about: `
Copies a log as it is published, into files that any tool for C2SP tlog-tiles reads: checkpoint, tiles, bundles of entries, and
its policy if it shows one. The checkpoint is written last. Nothing is checked; "citycop log verify DIR" does that.

  citycop log export --server https://city.example ./copy
  citycop log export https://watchdog.example/<hash of the origin> ./copy`,
  run,
}

async function run(given: Given) {
  const folder = given.operands.at(-1) ?? ''
  const source = sourceGiven(given, given.operands.length > 1 ? given.operands[0] : undefined)
  const { origin, size, files } = await exportLog(source, folder)
  return {
    text: `${sayCount(size)} entries of ${origin} lie in ${folder} (${sayCount(files)} files).`,
    json: { origin, size, files, folder },
  }
}
