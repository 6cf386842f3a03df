// Keeping a sealed report on this phone, reading it, and removing it.
import type { SignedUpload } from '@citycop/client/attachments/sign-upload.ts'
import {
  type Ended,
  type KeptNote,
  type KeptReport,
  readKeptNote,
  readKeptReport,
} from '@citycop/client/reports/kept-report.ts'
import type { SealedReport } from '@citycop/client/reports/submit-report.ts'
import type { Bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { inPlace, removePlace } from './place.ts'

/** What was stored is not what we stored. */
export class Changed extends Error {
  override name = 'Changed'
}
/** Removed by the person meanwhile. */
export class Removed extends Error {
  override name = 'Removed'
}

export async function keepReport({ id, request, uploads, leaveBy }: SealedReport, root: Envelope): Promise<void> {
  const kept: KeptReport = { request, root, uploads: uploads.map(({ begin, of }) => ({ begin, of })) }
  const note: KeptNote = { id, leaveBy }
  await inPlace(
    ['notes', 'sealed', 'parts'],
    (store) => {
      for (const { begin, of, frame } of uploads)
        for (let part = 0; part < of; part++) store('parts').put(frame(part), [id, begin.id, part])
      store('sealed').put(kept, id)
      store('notes').put(note, id)
    },
    { make: true },
  )
}

/** Every note there is; one that we did not write counts as refused, so that it can be seen and removed. */
export async function readNotes(): Promise<KeptNote[]> {
  const found = new Map<IDBValidKey, unknown>()
  await inPlace(
    ['notes'],
    (store) => {
      const asked = store('notes').openCursor()
      asked.onsuccess = () => {
        if (asked.result) found.set(asked.result.key, asked.result.value)
        asked.result?.continue()
      }
    },
    { mode: 'readonly' },
  )
  const strange = (key: IDBValidKey): KeptNote => ({ id: String(key), leaveBy: '', ended: { refused: 'bad-request' } })
  return [...found].map(([key, value]) => readKeptNote(value) ?? strange(key))
}

/** @throws Removed, Changed */
export async function readKept(id: string): Promise<KeptReport & { uploads: readonly SignedUpload[] }> {
  const found = await inPlace<unknown>(['sealed'], (store) => store('sealed').get(id), { mode: 'readonly' })
  if (found === undefined) throw new Removed()
  const kept = readKeptReport(found)
  if (!kept) throw new Changed()
  const { request, root, uploads } = kept
  return {
    request,
    root,
    uploads: uploads.map(({ begin, of }) => ({ begin, of, frame: (part) => readFrame([id, begin.id, part]) })),
  }
}

async function readFrame(key: [string, string, number]): Promise<Bytes> {
  const found = await inPlace<unknown>(['parts'], (store) => store('parts').get(key), { mode: 'readonly' })
  if (found === undefined) throw new Removed()
  if (!(found instanceof Uint8Array) || !(found.buffer instanceof ArrayBuffer)) throw new Changed()
  return new Uint8Array(found.buffer, found.byteOffset, found.length)
}

/** How it ended; what was sealed goes at the same moment. Nothing, if the person removed it meanwhile. */
export async function endReport(id: string, ended: Ended): Promise<void> {
  await inPlace(['notes', 'sealed', 'parts'], (store) => {
    const asked = store('notes').get(id)
    asked.onsuccess = () => {
      if (asked.result === undefined) return
      store('notes').put({ ...asked.result, ended }, id)
      dropSealed(store, id)
    }
  })
}

/** With the last one the place itself goes. */
export async function removeReport(id: string): Promise<void> {
  await inPlace(['notes', 'sealed', 'parts'], (store) => {
    store('notes').delete(id)
    dropSealed(store, id)
  })
  const left = await inPlace(['notes'], (store) => store('notes').count(), { mode: 'readonly' })
  if (left === 0) await removePlace()
}

function dropSealed(store: (name: 'sealed' | 'parts') => IDBObjectStore, id: string): void {
  store('sealed').delete(id)
  store('parts').delete(IDBKeyRange.bound([id], [id, []])) // an array sorts after every text
}
