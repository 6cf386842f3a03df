// What a phone keeps, looked at from outside; and a sealed report put there as the app does it, to begin a spec with.
import type { SealedReport } from '@citycop/client/reports/submit-report.ts'
import type { Envelope } from '@citycop/protocol/contract/dsse.ts'
import { expect, type Page } from '@playwright/test'

/** Until the device holds what every visit leaves: what it has seen of the city and its log, and the checked build. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => localStorage.getItem('citycop.city')?.includes('published'))
  const isBuildThere = async () => {
    const state = await caches.match('/kept', { cacheName: 'citycop' })
    return state !== undefined && 'inForce' in (await state.json())
  }
  // Not `waitForFunction`: it takes the promise itself for a yes.
  await expect.poll(() => page.evaluate(isBuildThere), { timeout: 30_000 }).toBe(true)
}

export const databases = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))

/** Every byte of every database of this origin, as text. */
export const dumpDatabases = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
    const spell = (_: string, value: unknown) =>
      value instanceof Uint8Array ? String.fromCharCode(...value.subarray(0, 60_000)) : value
    const found: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        const open = () => database.transaction(store).objectStore(store)
        found.push(store, await done(open().getAllKeys()), await done(open().getAll()))
      }
      database.close()
    }
    return JSON.stringify(found, spell)
  })

/** `change`: what somebody with the phone in hand could do to it meanwhile. */
export async function putOnPhone(
  page: Page,
  { id, leaveBy, request, uploads }: SealedReport,
  root: Envelope,
  change: Partial<SealedReport['request']> = {},
): Promise<void> {
  const parts = uploads.flatMap(({ begin, of, frame }) =>
    Array.from({ length: of }, (_, part) => ({ key: [id, begin.id, part], frame: [...frame(part)] })),
  )
  const sealed = { request: { ...request, ...change }, root, uploads: uploads.map(({ begin, of }) => ({ begin, of })) }
  await page.evaluate(
    ({ id, note, sealed, parts }) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('citycop-waiting', 1)
        asked.onupgradeneeded = () => {
          for (const name of ['notes', 'sealed', 'parts']) asked.result.createObjectStore(name)
        }
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const database = asked.result
          const all = database.transaction(['notes', 'sealed', 'parts'], 'readwrite')
          for (const { key, frame } of parts) all.objectStore('parts').put(new Uint8Array(frame), key)
          all.objectStore('sealed').put(sealed, id)
          all.objectStore('notes').put(note, id)
          all.oncomplete = () => {
            database.close()
            resolve()
          }
        }
      }),
    { id, note: { id, leaveBy }, sealed, parts },
  )
}
