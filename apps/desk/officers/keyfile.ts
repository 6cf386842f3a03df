// What the sign-in screen passes on.
export type LockedBecause = 'idle' | 'asked' | 'expired'
export type Keyfile = { name: string; bytes: Uint8Array }

const largest = 65_536 // a keyfile is about 6 kB; whoever drops a film here meant something else

export async function readKeyfile(file: File): Promise<Keyfile | undefined> {
  if (file.size === 0 || file.size > largest) return undefined
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}
