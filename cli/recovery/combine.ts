import { recover } from '@citycop/client/recovery/hand-over.ts'
import { recoveryFile } from '@citycop/client/recovery/recovery-file.ts'
import { envelope } from '@citycop/protocol/contract/dsse.ts'
import type { Command, Given } from '../command.ts'
import { Usage } from '../usage.ts'
import { readFileAs, refuseTaken, writeJson } from './recovery-files.ts'

export const command: Command = {
  operands: ['FILE'],
  options: {
    share: { value: 'FILE', says: 'an opened share; three of the five', many: true, required: true },
    for: { value: 'KEYID', says: 'the new officer, whom the unit’s lead let in', required: true },
    out: { value: 'FILE', says: 'where the keys go, sealed to that officer alone', required: true },
  },
  about: `
Opens a unit's keys with three shares, and seals them to one new officer at once; they are never written down. It needs no network
and asks nobody: FILE and the shares bring all there is to check. The offline page does the same in a browser. A share that is not
what it was when it was split is named. Then "citycop recover hand-in", on a machine with a network.

  citycop recover combine harbour.recovery.json --share rosa.share.json --share ugo.share.json --share ines.share.json \\
    --for 3f2a9c01d4e5b677 --out handover.json`,
  run: combine,
}

async function combine(given: Given) {
  const [path = ''] = given.operands
  const out = given.need('out')
  refuseTaken(out)
  const officer = given.need('for')
  if (!/^[0-9a-f]{16}$/.test(officer))
    throw new Usage('--for takes 16 hexadecimal digits, as "unit add-member" shows them')
  const file = readFileAs(path, recoveryFile, 'what "citycop recover fetch" wrote')
  const shares = given.all('share').map((name) => ({ name, envelope: readFileAs(name, envelope, 'an opened share') }))
  const done = await recover({ shares, file, officer, now: new Date() })
  await writeJson(out, done.file)
  const { unit, epochs, bad } = done
  return {
    json: { file: out, unit, epochs, officer, bad },
    text: [
      ...bad.map((name) => `WARNING: ${name} is not what it was when it was split; it was not needed.`),
      `Epoch ${epochs.join(', ')} of ${unit} is sealed to ${officer} in ${out}. Next: citycop recover hand-in ${out}`,
    ].join('\n'),
  }
}
