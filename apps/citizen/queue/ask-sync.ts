// Background Sync, where the browser has it: it wakes the service worker once there is a network, also when the app is closed.
export const syncTag = 'citycop-send'

type Syncing = { readonly sync?: { register(tag: string): Promise<void> } }

/** False: a report that waits leaves when the app is next opened. */
export async function askForSync(): Promise<boolean> {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer }
  try {
    const { sync } = ((await serviceWorker?.getRegistration()) ?? {}) as Syncing
    await sync?.register(syncTag)
    return sync !== undefined
  } catch {
    return false // the person has switched it off for this site
  }
}
