/** One sender at a time, of all tabs and the service worker. False: another one is at it. */
export async function alone(act: () => Promise<void>): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }
  // Phones from before 2022 have none: there two may send, and the city takes the same report once.
  if (!locks) return act().then(() => true)
  return locks.request('citycop-send', { ifAvailable: true }, async (lock) => {
    if (lock) await act()
    return lock !== null
  })
}
