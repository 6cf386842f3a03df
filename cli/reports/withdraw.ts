import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { cityOptions } from '../city.ts'
import type { Command } from '../command.ts'
import { withWords, wordsOption } from '../words.ts'

export const command: Command = {
  options: { ...cityOptions, ...wordsOption },
  about: `
Takes the report back. If nobody has opened it, it is erased at once. Otherwise it is erased after a wait, during which you may
undo this ("citycop undo-withdrawal") and an officer may hold it on a legal ground.

  citycop withdraw --server http://127.0.0.1:8080`,
  run: async (given) => {
    const { instance, keys } = await withWords(given)
    const { status, eraseOn } = await withdrawReport(instance, keys)
    const what = eraseOn === undefined ? 'Withdrawn and erased.' : `Withdrawn; it will be erased on ${eraseOn}.`
    return {
      json: { reference: keys.reference, status, ...(eraseOn === undefined ? {} : { eraseOn }) },
      text: `${what} Reference: ${keys.reference}`,
    }
  },
}
