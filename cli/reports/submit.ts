// `citycop report`: from words and files to a sealed report and a receipt.
import { existsSync, writeFileSync } from 'node:fs'
import { Unreachable } from '@citycop/client/api/call.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { Unit } from '@citycop/client/keys/directory.ts'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import type { Receipt } from '@citycop/client/log/verify-receipt.ts'
import { unitServing } from '@citycop/client/reports/find-unit.ts'
import { type Progress, type SealedReport, sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { newPassphrase, toWords, type WordLanguage, wordLanguages } from '@citycop/client/sealing/passphrase.ts'
import { type Category, categories, groupOf } from '@citycop/protocol/reports/categories.ts'
import { attachedFiles, attachNote, attachOptions } from '../attachment-files.ts'
import { cityOf, cityOptions } from '../city.ts'
import type { Command, Given } from '../command.ts'
import { memoryNote } from '../memory.ts'
import { Refused } from '../refusal.ts'
import { textOf, textOption } from '../text.ts'
import { Usage } from '../usage.ts'

export const command: Command = {
  options: {
    ...cityOptions,
    category: { value: 'C', says: `what it is about: ${categories.join(', ')}`, required: true },
    text: textOption('what happened'),
    where: { value: 'WORDS', says: 'where it happened' },
    when: { value: 'WORDS', says: 'when it happened' },
    unit: { value: 'U', says: 'the unit to tell; without it, the one that receives this category' },
    ...attachOptions,
    name: { value: 'WORDS', says: 'your name, if you want the unit to know it' },
    contact: { value: 'WORDS', says: 'how to reach you, if you want the unit to know it' },
    receipt: { value: 'FILE', says: 'keep the receipt in this new file' },
    language: { value: wordLanguages.join('|'), says: 'language of the report and of the twelve words (en)' },
  },
  about: `
The report is sealed on this machine, to the unit's key and to nobody else's. It prints a reference, which you may say on the
telephone, and a passphrase of twelve words, which is the only way back to the report: write it down.
${attachNote}
${memoryNote}

  citycop report --server http://127.0.0.1:8080 --category noise --text "Music until three every night" --where "Pier 4"`,
  run: submit,
}

async function submit(given: Given) {
  const { category, language } = chosen(given)
  const receiptAt = given.text('receipt')
  if (receiptAt !== undefined && existsSync(receiptAt))
    throw new Refused('file', `${receiptAt} exists already; nothing was overwritten and nothing was sent`)
  const files = attachedFiles(given)
  const what = await textOf(given)
  const instance = await cityOf(given)
  const unit = unitFor(instance, given.text('unit'), category)
  if (unit.unconfirmedSince !== undefined)
    given.warn(`note: nobody of ${unit.id} has confirmed its key since ${unit.unconfirmedSince}`)
  const r = newPassphrase()
  const passphrase = (await toWords(r, language)).join(' ')
  const keys = await passphraseKeys(instance.pins, r)
  const draft = { category, language, what, where: given.text('where') ?? '', when: given.text('when') ?? '', files }
  const report = await sealReport(instance, unit.id, { ...draft, ...identity(given) }, keys)
  // Shown before it leaves: if the line breaks after the server took it, the words are not lost with the answer.
  given.show(`Your twelve words, the only way back to this report. Write them down:\n\n  ${passphrase}\n`)
  const receipt = await sendStubbornly(instance, report, (step) => given.show(step))
  if (receiptAt !== undefined) keepReceipt(receiptAt, receipt, given)
  const { reference } = receipt
  return { json: { reference, passphrase, receipt }, text: await said(instance, unit, receipt, receiptAt, language) }
}

function chosen(given: Given): { category: Category; language: WordLanguage } {
  const category = categories.find((one) => one === given.need('category'))
  if (!category) throw new Usage(`--category is one of ${categories.join(', ')}`)
  const language = wordLanguages.find((one) => one === (given.text('language') ?? 'en'))
  if (!language) throw new Usage(`--language is one of ${wordLanguages.join(', ')}`)
  return { category, language }
}

function unitFor({ directory }: Instance, named: string | undefined, category: Category): Unit {
  const found =
    named === undefined ? unitServing(directory, groupOf[category]) : directory.units.find((unit) => unit.id === named)
  if (found) return found
  const known = directory.units.map((unit) => unit.id).join(', ') || 'none at all'
  throw new Refused(
    'wrong-unit',
    named === undefined
      ? `no unit receives ${category} now; the city's units are ${known}`
      : `the city has no such unit with a key that holds today; its units are ${known}`,
  )
}

const identity = (given: Given) => {
  const [name, contact] = [given.text('name'), given.text('contact')]
  return { ...(name === undefined ? {} : { name }), ...(contact === undefined ? {} : { contact }) }
}

/** The same sealed report again is the same report, so a broken line is tried again. */
async function sendStubbornly(instance: Instance, report: SealedReport, show: (line: string) => void) {
  const progress: Progress = ({ step, part, of }) => {
    if (step === 'uploading') show(`uploading: part ${part} of ${of}`)
  }
  for (const pause of [500, 2000]) {
    try {
      return await submitReport(instance, report, progress)
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      show('the server does not answer; trying again')
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  return submitReport(instance, report, progress)
}

// The report is in: a receipt that cannot be written must not hide the words.
function keepReceipt(file: string, receipt: Receipt, { warn }: Given): void {
  try {
    writeFileSync(file, `${JSON.stringify(receipt)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    warn(`note: the report was accepted, but its receipt could not be kept in ${file} (${(error as Error).message})`)
  }
}

const said = async (
  { pins, demo }: Instance,
  unit: Unit,
  receipt: Receipt,
  kept: string | undefined,
  language: string,
): Promise<string> =>
  [
    ...(demo ? ['DEMO: no police unit reads this.'] : []),
    `Accepted on ${receipt.day} by ${unit.title[language] ?? unit.title.en ?? unit.id}.`,
    `Reference: ${receipt.reference}`,
    kept === undefined
      ? `The receipt was not kept; --receipt FILE keeps it. It is entry ${receipt.index} of the public log.`
      : `Receipt: ${kept} (entry ${receipt.index} of the public log; "citycop receipt verify" checks it)`,
    `The city's key, in six words: ${await fingerprint(pins.rootPk)}`,
    'What became of it: citycop follow',
  ].join('\n')
