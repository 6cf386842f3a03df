import { wrapMissing } from '@citycop/client/keys/wrap-missing.ts'
import type { Command } from '../command.ts'
import { cityToday } from './city-today.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'

export const command: Command = {
  options: deskOptions,
  about: `
Hands your units' keys to new members: to whom the unit's own certificates name, and to nobody else. An open desk does it by itself.
${passphraseNote}

  citycop officer wrap-keys --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const stored = await wrapMissing(desk, cityToday(desk.instance.directory.policy))
      return { json: { stored }, text: stored === 0 ? 'Nobody waits for a key.' : `${stored} keys handed over.` }
    }),
}
