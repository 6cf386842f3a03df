// What somebody on the way, or the officer who made it, could change in a file for a court; and by which step that is seen.
import assert from 'node:assert/strict'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newSeed, publicKeyOf } from '@citycop/client/keys/make-certificate.ts'
import { type Envelope, signEnvelope } from '@citycop/protocol/contract/dsse.ts'

export type List = {
  messages: { path: string; direction: string; seq: number; id: string }[]
  files: { path: string; sha256: string; size: number }[]
}
export type Change = (folder: string, list: List) => void
export const payloadOf = <T>(text: string): T =>
  JSON.parse(Buffer.from((JSON.parse(text) as Envelope).payload, 'base64').toString()) as T

function edit(folder: string, name: string, change: (text: string) => string): void {
  const before = readFileSync(join(folder, name), 'utf8')
  const after = change(before)
  assert.notEqual(after, before, name)
  writeFileSync(join(folder, name), after)
}
/** What an envelope says, changed under the old signature. */
const inside = (from: string, to: string) => (text: string) => {
  const envelope = JSON.parse(text) as Envelope
  const said = Buffer.from(envelope.payload, 'base64').toString().replace(from, to)
  return JSON.stringify({ ...envelope, payload: Buffer.from(said).toString('base64') })
}
const swap = (folder: string, one: string, other: string) => {
  renameSync(join(folder, one), join(folder, 'between'))
  renameSync(join(folder, other), join(folder, one))
  renameSync(join(folder, 'between'), join(folder, other))
}
const leaveOut = (folder: string, list: List, path: string) => {
  rmSync(join(folder, path))
  list.files = list.files.filter((one) => one.path !== path)
  list.messages = list.messages.filter((one) => one.path !== path)
}
const [first, second, answer] = ['messages/citizen-0.json', 'messages/citizen-1.json', 'messages/unit-0.json']
const picture = 'attachments/citizen-0/file-1.jpg'

export type Tampering = readonly [what: string, change: Change, why: RegExp]
export function onTheWay(): Tampering[] {
  return [
    ['a changed text', (at) => edit(at, first, inside('buio', 'chiaro')), /a file is missing or was changed/],
    ['a missing file', (at) => rmSync(join(at, picture)), /a file is missing or was changed/],
    ['a file too many', (at) => writeFileSync(join(at, 'more.txt'), ''), /holds something that is not in the list/],
    ['another list', (at) => edit(at, 'manifest.json', inside(first, second)), /the list is not signed/],
  ]
}
export function byTheOfficer(): Tampering[] {
  const other = newSeed()
  return [
    [
      'a changed text',
      (at) => edit(at, first, inside('buio', 'chiaro')),
      /citizen-0.json is not signed by who reported/,
    ],
    ['a changed answer', (at) => edit(at, answer, inside('Which', 'What')), /unit-0.json is not signed by a member/],
    [
      'another person’s message in between',
      (at) => {
        const said = { ...payloadOf<object>(readFileSync(join(at, second), 'utf8')), senderPk: publicKeyOf(other) }
        edit(at, second, () => JSON.stringify(signEnvelope('message', Buffer.from(JSON.stringify(said)), other)))
      },
      /citizen-1.json is not signed by who reported/,
    ],
    [
      'an exchanged certificate',
      (at) => {
        const said = { ...payloadOf<object>(readFileSync(join(at, 'certificates/officer.json'), 'utf8')), certNo: 99 }
        edit(at, 'certificates/officer.json', () =>
          JSON.stringify(signEnvelope('officer', Buffer.from(JSON.stringify(said)), other)),
        )
      },
      /no administrator certified the officer/,
    ],
    [
      'another leaf',
      (at) => edit(at, 'log/act.json', inside('court-order', 'court-orden')),
      /does not stand in the log/,
    ],
    ['another proof', (at) => swap(at, 'log/act.proof', 'log/intake.proof'), /the act does not stand in the log/],
    [
      'another arrival',
      (at) =>
        edit(at, 'log/intake.json', (text) => {
          const said = JSON.parse(text) as { entry: string }
          const entry = Buffer.from(said.entry, 'base64').fill(1, 10, 12).toString('base64')
          return JSON.stringify({ ...said, entry })
        }),
      /the arrival is not this report's/,
    ],
    [
      'a checkpoint that nobody outside confirmed',
      (at) => {
        for (const name of ['log/act.proof', 'log/intake.proof'])
          edit(at, name, (text) => text.replace(/^(\u2014 (?!citycop).*)\n/gm, ''))
      },
      /no witness confirmed/,
    ],
    ['a message left out', (at, list) => leaveOut(at, list, second), /leaves out something that was let out/],
    ['two messages exchanged', (at) => swap(at, first, second), /does not stand in this place/],
    ['the list in another order', (_at, list) => list.messages.reverse(), /stand in another order/],
    ['another picture', (at) => writeFileSync(join(at, picture), 'x'), /file-1.jpg is not what was sealed/],
    [
      'another sealed picture',
      (at) => writeFileSync(join(at, `${picture}.age`), 'x'),
      /file-1.jpg.age is not the file that was sent/,
    ],
  ]
}
