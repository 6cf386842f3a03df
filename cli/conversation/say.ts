import { sendMessage } from '@citycop/client/conversation/send-message.ts'
import { attachedFiles, attachNote, attachOptions } from '../attachment-files.ts'
import { cityOptions } from '../city.ts'
import type { Command } from '../command.ts'
import { textOf, textOption } from '../text.ts'
import { withWords, wordsOption } from '../words.ts'

export const command: Command = {
  options: {
    ...cityOptions,
    ...wordsOption,
    text: textOption('what to say'),
    ...attachOptions,
  },
  about: `
Writes again to the unit that has the report, sealed to its present key.
${attachNote}

  citycop say --server http://127.0.0.1:8080 --text "It happened again last night" --attach photo.jpg`,
  run: async (given) => {
    const files = attachedFiles(given)
    const text = await textOf(given)
    const { instance, keys } = await withWords(given)
    const receipt = await sendMessage(instance, keys, text, files)
    const { reference } = keys
    return { json: { reference, receipt }, text: `Sent on ${receipt.day}. Reference: ${reference}` }
  },
}
