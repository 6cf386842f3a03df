// `citycop transfer`: a report goes to another unit, sealed anew to its key; the old unit cannot open it any more.
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import type { OpenedReport } from '@citycop/client/reports/open-report.ts'
import { basisFor } from '@citycop/client/reports/transfer-basis.ts'
import { requestTransfer, transferReport } from '@citycop/client/reports/transfer-report.ts'
import { type TransferReason, transferReasons } from '@citycop/protocol/reports/work-reasons.ts'
import type { Command, Given, Outcome } from '../command.ts'
import { Refused } from '../refusal.ts'
import { Usage } from '../usage.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findNamed, refuseUnless } from './find-report.ts'
import { openFor, purposeOptions, whyOf, whyOption } from './purpose.ts'

export const command: Command = {
  operands: ['REFERENCE'],
  options: {
    ...deskOptions,
    to: { value: 'UNIT', says: 'the unit that is to have it', required: true },
    reason: { value: 'R', says: `why: ${transferReasons.join(', ')}`, required: true },
    text: { value: 'WORDS', says: 'words of your own to the person and to the receiving unit' },
    'ask-person': { says: 'hand nothing on: ask the person for their yes, in the conversation' },
    'ask-officer': { says: 'hand nothing on: ask a second officer, because a life is in danger' },
    ...purposeOptions,
    'opening-reason': whyOption('continue-work'),
  },
  about: `
Opens the report, which is logged, and hands it to another unit: every message is sealed anew to that unit's key, the old headers are
erased in the same moment, and the person who reported reads where it went, when and why. By when they must have an answer stays as it is.
The policy has a list of units to which a group of reports may go. To another one it goes with the person's yes (--ask-person, then again
without it once they answered), or where a life is in danger by two officers (--ask-officer by the first, then the second hands it on).
${passphraseNote}

  citycop transfer --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age K7QF-2M9X --to home-safety --reason other-task`,
  run: (given) => {
    const to = given.need('to')
    const reason = transferReasons.find((one) => one === given.need('reason'))
    if (!reason) throw new Usage(`--reason is one of ${transferReasons.join(', ')}`)
    if (given.on('ask-officer') && reason !== 'danger-to-life')
      throw new Usage('a second officer is asked for one reason: danger-to-life')
    const why = whyOf(given, 'continue-work', 'opening-reason')
    return atDesk(given, async (desk) => {
      const row = await findNamed(desk, given.operands[0] ?? '')
      refuseUnless(row, 'report:transfer')
      if (!desk.instance.directory.units.some((one) => one.id === to))
        throw new Refused('wrong-unit', `this city has no unit "${to}"`)
      return act(desk, given, row, await openFor(desk, row.ref, why), to, reason)
    })
  },
}

async function act(
  desk: Desk,
  given: Given,
  row: InboxRow,
  opened: OpenedReport,
  to: string,
  reason: TransferReason,
): Promise<Outcome> {
  const { ref, reference, transferAsked: asked } = row
  const said = (done: { status: string; index: number }, text: string): Outcome => ({
    json: { ref, reference, to, reason, status: done.status, leaf: done.index },
    text,
  })
  if (given.on('ask-officer'))
    return said(
      await requestTransfer(desk, opened, to),
      `A second officer of the unit can now hand ${reference} to ${to}.`,
    )
  const text = given.text('text') ?? ''
  if (given.on('ask-person')) {
    const title = desk.instance.directory.units.find((one) => one.id === to)?.title
    const consent = {
      is: 'asked' as const,
      act: 'report:transfer' as const,
      to,
      title: title?.[opened.language] ?? title?.en ?? to,
      ...(text ? { text } : {}),
    }
    const answer = await answerReport(desk, opened, text, { ask: true, consent })
    return said(answer, `The person was asked whether ${reference} may go to ${to}.`)
  }
  if (!basisFor(desk.instance.directory.policy, opened, { to, reason, asked }))
    throw new Refused('forbidden', notYet(to))
  const done = await transferReport(desk, opened, { to, reason, text, asked })
  return said(done, `Handed on. ${to} has report ${reference} now; this unit cannot open it any more.`)
}

const notYet = (to: string): string =>
  `the policy’s list does not name ${to} for this kind of report: ask the person (--ask-person), or, where a life is in danger, a second officer (--ask-officer)`
