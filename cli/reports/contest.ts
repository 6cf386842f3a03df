import { contestReport } from '@citycop/client/conversation/send-message.ts'
import { cityOptions } from '../city.ts'
import type { Command } from '../command.ts'
import { textOf, textOption } from '../text.ts'
import { withWords, wordsOption } from '../words.ts'

export const command: Command = {
  options: {
    ...cityOptions,
    ...wordsOption,
    text: textOption('why it should not be closed'),
  },
  about: `
Says why a closed report should not be closed. An officer who did not close it looks again.

  citycop contest --server http://127.0.0.1:8080 --text "The lamp is still dark"`,
  run: async (given) => {
    const text = await textOf(given)
    const { instance, keys } = await withWords(given)
    const receipt = await contestReport(instance, keys, text)
    const { reference } = keys
    return { json: { reference, status: 'contested', receipt }, text: `Contested. Reference: ${reference}` }
  },
}
