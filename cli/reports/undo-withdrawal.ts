import { undoWithdrawal } from '@citycop/client/reports/withdraw-report.ts'
import { cityOptions } from '../city.ts'
import type { Command } from '../command.ts'
import { withWords, wordsOption } from '../words.ts'

export const command: Command = {
  options: { ...cityOptions, ...wordsOption },
  about: `
Lets a withdrawn report stand again, in the state it had before, as long as it is not erased.

  citycop undo-withdrawal --server http://127.0.0.1:8080`,
  run: async (given) => {
    const { instance, keys } = await withWords(given)
    const { status } = await undoWithdrawal(instance, keys)
    return {
      json: { reference: keys.reference, status },
      text: `The report stands again: ${status}. Reference: ${keys.reference}`,
    }
  },
}
