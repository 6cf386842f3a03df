// `citycop officer open`: logged first, then shown.
import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import type { Desk } from '@citycop/client/officers/sign-in.ts'
import type { OpenedMessage, OpenedReport } from '@citycop/client/reports/open-report.ts'
import type { Metadata } from '@citycop/client/reports/report.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from './desk.ts'
import { findReport, reportOption } from './find-report.ts'
import { openFor, purposeOptions, whyOf, whyOption } from './purpose.ts'
import { saidHistory, saidNotes } from './said-history.ts'
import { saveAttachment } from './save-attachment.ts'

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    ...purposeOptions,
    reason: whyOption('first-reading'),
    save: { value: 'DIR', says: 'also fetch the attached files into this folder; nothing there is overwritten' },
  },
  about: `
Opens a report for a stated purpose. The opening is logged before anything is released, and the person who reported sees it,
with the purpose, the reason and your pseudonym. What does not fit the log or your request is not shown.
${passphraseNote}

  citycop officer open --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age --report K7QF-2M9X --save files`,
  run: (given) => {
    const why = whyOf(given, 'first-reading')
    return atDesk(given, async (desk) => {
      const { ref } = await findReport(desk, given)
      const opened = await openFor(desk, ref, why)
      const folder = given.text('save')
      const saved = folder === undefined ? [] : await saveAll(desk, opened, folder, given.show)
      return { json: asObject(opened, saved), text: said(opened, saved) }
    })
  },
}

const metadataWords: Record<Metadata, string> = {
  removed: 'without its place, time and device',
  kept: 'original: the person kept its place and time',
  unremovable: 'may still tell place, time and device',
}

type Saved = { readonly blob: string; readonly path: string }

async function saveAll(
  desk: Desk,
  opened: OpenedReport,
  folder: string,
  show: (line: string) => void,
): Promise<Saved[]> {
  const saved: Saved[] = []
  for (const { blob, name } of opened.messages.flatMap((message) => message.files)) {
    show(`fetching ${name}`)
    const file = await readAttachment(desk, opened, blob)
    saved.push({ blob, path: saveAttachment(folder, file.name, file.bytes) })
  }
  return saved
}

function asObject(opened: OpenedReport, saved: readonly Saved[]) {
  const { replyTo: _replyTo, thread: _thread, signed: _signed, messages, ...shown } = opened
  return {
    ...shown,
    messages: messages.map(({ files, ...message }) => ({
      ...message,
      files: files.map(({ blob, name, type, size, metadata }) => ({
        blob,
        name,
        type,
        size,
        ...(metadata ? { metadata } : {}),
        ...(saved.some((one) => one.blob === blob) ? { path: saved.find((one) => one.blob === blob)?.path } : {}),
      })),
    })),
  }
}

function said(opened: OpenedReport, saved: readonly Saved[]): string {
  const { reference, unit, category, group, status, language, gaps, erasedFiles, leaf, endsOn } = opened
  return [
    `Report ${reference} (${opened.ref})`,
    `${unit}, ${category} (${group}), ${status}, written in ${language}, kept until ${endsOn}`,
    `This opening is entry ${leaf} of the log; the person who reported can see it.`,
    ...(erasedFiles > 0
      ? [`${erasedFiles} files that nobody had opened were erased after the report was closed.`]
      : []),
    ...(gaps > 0 ? [`WARNING: ${gaps} messages are missing or failed a check.`] : []),
    ...opened.messages.flatMap((message) => ['', ...saidMessage(message, saved)]),
    ...saidNotes(opened),
    ...saidHistory(opened),
  ].join('\n')
}

function saidMessage(message: OpenedMessage, saved: readonly Saved[]): string[] {
  const { from, at, text, fields, files, refused, kind } = message
  if (refused !== undefined) return [`A message of the ${from} is NOT shown: it failed a check (${refused}).`]
  const facts = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined && value !== '')
  return [
    `${at}  ${from === 'citizen' ? 'the person who reported' : 'the unit'} (${kind})`,
    ...facts.map(([name, value]) => `    ${name}: ${value}`),
    ...text.split('\n').map((line) => `    ${line}`),
    ...files.map(({ blob, name, type, size, metadata }) => {
      const path = saved.find((one) => one.blob === blob)?.path
      return `    file: ${name} (${[type, `${size} bytes`, metadata && metadataWords[metadata]].filter(Boolean).join(', ')})${path === undefined ? '' : ` → ${path}`}`
    }),
  ]
}
