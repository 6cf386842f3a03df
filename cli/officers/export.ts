// `citycop export`: logged first, then sealed to the court.
import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { agreeExport, type Exported, exportReport } from '@citycop/client/reports/export-report.ts'
import { type HandoverReason, handoverReasons } from '@citycop/protocol/policy/parameters.ts'
import type { Command, Given } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findNamed } from './find-report.ts'
import { laterOf, purposeOptions } from './purpose.ts'

const { later } = purposeOptions

export const command: Command = {
  operands: ['REFERENCE'],
  options: {
    ...deskOptions,
    to: { value: 'AGE1', says: 'whom it is for: the age recipient that the court gave you', required: true },
    case: { value: 'NUMBER', says: 'the court’s case number; only its hash leaves this machine', required: true },
    ground: { value: 'G', says: `on whose word: ${handoverReasons.join(', ')}`, required: true },
    out: { value: 'FILE', short: 'o', says: 'where to write it (-o); nothing is overwritten' },
    agree: { says: 'only agree, as one of the two officers that this city asks for; nothing leaves' },
    ...(later ? { later } : {}),
    wait: { value: 'MINUTES', says: 'how long to wait until the witnesses have confirmed the act (15)' },
  },
  about: `
Hands a report to a court: every message as it was signed, the files, the certificates, and proof that its arrival and this act stand in
the log. The act is logged before anything leaves, with the case and whom it is for, and the person who reported sees it, unless the
law lets you tell later. Where a city asks for two officers, one agrees with --agree and the other hands over within 7 days. Nobody but the court opens the file; it is checked without the city, by the steps in docs/verify-export.txt.
${passphraseNote}

  citycop export --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age K7QF-2M9X \\
    --to age1… --case 2026/311 --ground prosecutor-request -o K7QF-2M9X.age`,
  run,
}

async function run(given: Given) {
  const asked = askedOf(given)
  if (given.on('agree'))
    return atDesk(given, async (desk) => {
      const { ref, reference } = await findNamed(desk, (given.operands[0] ?? '').trim())
      const { index } = await agreeExport(desk, ref, asked)
      const text = `You agreed that report ${reference} goes to this court in this case. Within 7 days a second officer may hand it over.`
      return { json: { reference, index }, text }
    })
  const out = given.need('out')
  const minutes = Number(/^\d{1,3}$/.exec(given.text('wait') ?? '15')?.[0] ?? Number.NaN)
  if (Number.isNaN(minutes)) throw new Usage('--wait takes whole minutes')
  // Looked at before the act: one that is logged for nothing would be told to the person for nothing.
  if (existsSync(out)) throw new Refused('file', `${out} exists already; nothing was overwritten`)
  return atDesk(given, async (desk) => {
    const { ref } = await findNamed(desk, (given.operands[0] ?? '').trim())
    const done = await exportReport(desk, ref, asked, { pause: waiting(given, minutes) })
    writeFileSync(out, done.file, { flag: 'wx', mode: 0o600 })
    const { rootPk } = desk.instance.pins
    return { json: { ...done, file: out, rootPk }, text: said(done, out, rootPk) }
  })
}

function askedOf(given: Given) {
  const reason = handoverReasons.find((one): one is HandoverReason => one === given.need('ground'))
  if (!reason) throw new Usage(`--ground is one of ${handoverReasons.join(', ')}`)
  const told = given.text('later')
  return {
    recipient: given.need('to'),
    caseRef: given.need('case'),
    reason,
    ...(told === undefined ? {} : { later: laterOf(told) }),
  }
}

function waiting(given: Given, minutes: number): () => Promise<boolean> {
  const until = Date.now() + minutes * 60_000
  let told = false
  return async () => {
    if (Date.now() >= until) return false
    if (!told) given.show('The act is logged. Waiting until the witnesses have confirmed the log …')
    told = true
    await setTimeout(2000)
    return true
  }
}

const said = ({ reference, leaf, messages, files, absent }: Exported, out: string, rootPk: string): string =>
  [
    `Report ${reference} is in ${out}: ${messages} messages, ${files} files. Only the court can open it.`,
    `This is entry ${leaf} of the log.`,
    ...(absent > 0 ? [`${absent} messages or files failed a check or were erased before; the file says which.`] : []),
    `The court checks it by docs/verify-export.txt. Tell it, by another way than the file, the case number and the city’s root key:`,
    rootPk,
  ].join('\n')
