// Tells one story through the public API, with the same functions the apps call.

import { prepareFile } from '@citycop/client/attachments/prepare-file.ts'
import { answerReport } from '@citycop/client/conversation/answer-report.ts'
import { readServices } from '@citycop/client/conversation/read-services.ts'
import { answerConsent, contestReport, sendMessage } from '@citycop/client/conversation/send-message.ts'
import type { Instance } from '@citycop/client/keys/connect.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import { takeReport } from '@citycop/client/reports/change-report.ts'
import { closeReport } from '@citycop/client/reports/close-report.ts'
import { unitServing } from '@citycop/client/reports/find-unit.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { type OpenedReport, openReport } from '@citycop/client/reports/open-report.ts'
import { readMailbox } from '@citycop/client/reports/read-mailbox.ts'
import { sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { withdrawReport } from '@citycop/client/reports/withdraw-report.ts'
import { type PassphraseKeys, passphraseKeys } from '@citycop/client/sealing/derive.ts'
import { fromWords, newPassphrase, toWords } from '@citycop/client/sealing/passphrase.ts'
import { groupOf } from '@citycop/protocol/reports/categories.ts'
import type { DemoCity } from '../demo-city.ts'
import { picture, type Scene } from './picture.ts'
import type { Step, Story } from './story.ts'
import type { Notebook, Told } from './told.ts'

export type Cast = { readonly instance: Instance; readonly city: DemoCity; desk(officer: string): Promise<Desk> }

/** The status the story ends in. */
export async function tellStory(cast: Cast, story: Story, notes: Notebook): Promise<string> {
  const { instance } = cast
  const { id, category, language, photos, after, ...draft } = story
  const unit = unitServing(instance.directory, groupOf[category])
  if (!unit) throw new Error(`no unit of the demo serves ${groupOf[category]}`)
  const r = newPassphrase()
  const keys = await passphraseKeys(instance.pins, r)
  const passphrase = (await toWords(r, language)).join(' ')
  const told = { id, category, language, unit: unit.id, reference: keys.reference, passphrase }
  notes.keep(told) // before it leaves: a demo that is killed here leaves no report without its words
  await submitReport(
    instance,
    await sealReport(instance, unit.id, { ...draft, category, language, files: files(photos) }, keys),
  )
  for (const step of after) await play(cast, keys, unit.id, language, step)
  const status = (await statusOf(instance, keys)) ?? 'erased'
  notes.keep({ ...told, status })
  return status
}

/** Of a story whose telling was broken off: what stands of it, if it had been sent. */
export async function statusOfTold(instance: Instance, { passphrase }: Told): Promise<string | undefined> {
  return statusOf(instance, await passphraseKeys(instance.pins, await fromWords(passphrase)))
}

async function statusOf(instance: Instance, keys: PassphraseKeys): Promise<string | undefined> {
  const mailbox = await readMailbox(instance, keys)
  return mailbox && 'status' in mailbox ? mailbox.status : mailbox && 'erased'
}

const files = (photos: readonly Scene[] = []) =>
  photos.map((scene, index) => {
    const photo = { name: `${scene}.png`, type: 'image/png', bytes: picture(scene), keep: false }
    return prepareFile(photo, index + 1).file
  })

async function play(cast: Cast, keys: PassphraseKeys, unit: string, language: string, step: Step): Promise<void> {
  const { instance } = cast
  if ('officer' in step) {
    const [first, second] = cast.city.units.find(({ id }) => id === unit)?.officers ?? []
    const officer = step.officer === 'first' ? first : second
    if (officer === undefined) throw new Error(`nobody of the demo reads for ${unit}`)
    return playOfficer(await cast.desk(officer), keys.reference, unit, language, step)
  }
  if (step.does === 'say') await sendMessage(instance, keys, step.text, files(step.photos))
  else if (step.does === 'agree') await agree(instance, keys, step.text)
  else if (step.does === 'contest') await contestReport(instance, keys, step.text)
  else await withdrawReport(instance, keys)
}

/** To the last question, if one was asked. */
async function agree(instance: Instance, keys: PassphraseKeys, text: string): Promise<void> {
  const mailbox = await readMailbox(instance, keys)
  const asked = mailbox && 'messages' in mailbox && mailbox.messages.findLast(({ consent }) => consent?.is === 'asked')
  if (asked) await answerConsent(instance, keys, { of: asked.id, answer: 'yes', text })
}

async function playOfficer(
  desk: Desk,
  reference: string,
  unit: string,
  language: string,
  step: Extract<Step, { officer: string }>,
) {
  const ref = await refOf(desk, reference, unit)
  if (step.does === 'take') return void (await takeReport(desk, ref))
  const reason = step.does === 'open' ? 'first-reading' : 'continue-work'
  const opened = await openReport(desk, ref, { purpose: 'handle_concern', reason })
  if (step.does === 'answer' || step.does === 'ask')
    await answerReport(desk, opened, step.text, { ask: step.does === 'ask' })
  if (step.does === 'offer') await offer(desk, opened, language, step.text)
  if (step.does === 'close') await closeReport(desk, opened, step)
}

async function offer(desk: Desk, opened: OpenedReport, language: string, text: string): Promise<void> {
  const services = await readServices(desk.instance.server, language)
  const service = services.find(({ key }) => key)
  if (!service) return
  const consent = { is: 'asked', act: 'report:refer', to: service.id, title: service.title, text } as const
  await answerReport(desk, opened, service.title, { ask: true, consent })
}

async function refOf(desk: Desk, reference: string, unit: string): Promise<string> {
  const { reports } = await listReports(desk, { unit })
  const row = reports.find((one) => one.reference === reference)
  if (!row) throw new Error(`the demo's report ${reference} is not in the inbox of ${unit}`)
  return row.ref
}
