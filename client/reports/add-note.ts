// Notes of the unit, and the links between reports, which are notes too: in each of the two reports one that names the other.
import { addNote as route } from '@citycop/protocol/reports/note-contract.ts'
import { call } from '../api/call.ts'
import { sealUnitMessage, type Written } from '../conversation/seal-unit-message.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import type { OpenedReport } from './open-report.ts'
import type { OpenedNote } from './read-notes.ts'
import type { Link } from './report.ts'

type Added = Written & { readonly note: OpenedNote }

/** @throws TooLong, Problem: seq-taken when a colleague was first */
export async function addNote(desk: Desk, opened: OpenedReport, text: string, link?: Link): Promise<Added> {
  const sealed = await sealUnitMessage(desk, opened, { type: 'note', text, ...(link ? { link } : {}) })
  const { id, message } = sealed
  const request = signRequest(desk, { action: 'report:note', ref: opened.ref, objects: [id] })
  const done = await call(desk.instance.server, route, { request, note: message }, desk.token)
  const at = new Date().toISOString()
  const note = { seq: message.seq, id, at, text, by: desk.officer.keyId, ...(link ? { link } : {}) }
  return { ...done, id, seq: message.seq, note }
}
