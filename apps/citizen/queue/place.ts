// The place on the phone where sealed reports wait. It exists only while something is in it: a phone whose owner asked for nothing
// has no database of ours, like that of any visitor.
export const placeName = 'citycop-waiting'
export type StoreName = 'notes' | 'sealed' | 'parts'

/** Undefined: there is none, and none is made by looking. */
export function openPlace(make = false): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(placeName, 1)
    asked.onupgradeneeded = () => {
      if (!make) return asked.transaction?.abort()
      for (const name of ['notes', 'sealed', 'parts'] satisfies StoreName[]) asked.result.createObjectStore(name)
    }
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close() // whoever removes it does not wait for us
      resolve(asked.result)
    }
    asked.onerror = () => (make ? reject(asked.error) : resolve(undefined))
  })
}

/** False also where this browser keeps nothing. */
export async function isPlaceThere(): Promise<boolean> {
  if (!('indexedDB' in globalThis)) return false
  const place = await openPlace().catch(() => undefined)
  place?.close()
  return place !== undefined
}

/** All of it or nothing: a Worker that is ended in the middle leaves nothing half. */
export async function inPlace<Made>(
  stores: readonly StoreName[],
  act: (store: (name: StoreName) => IDBObjectStore) => Made | IDBRequest<Made>,
  { make = false, mode = 'readwrite' as IDBTransactionMode } = {},
): Promise<Made | undefined> {
  const place = await openPlace(make)
  if (!place) return undefined
  try {
    return await new Promise<Made>((resolve, reject) => {
      const transaction = place.transaction(stores, mode)
      const made = act((name) => transaction.objectStore(name))
      transaction.oncomplete = () => resolve(made instanceof IDBRequest ? made.result : made)
      transaction.onabort = () => reject(transaction.error ?? new Error('the phone kept nothing'))
    })
  } finally {
    place.close()
  }
}

/** Removes the place itself. */
export const removePlace = (): Promise<void> =>
  new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(placeName)
    asked.onsuccess = () => resolve()
    asked.onerror = () => resolve()
  })
