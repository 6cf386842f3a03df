// What a phone works out for one report, in the browser: before the person presses "send", and after it.
import type { Instance } from '@citycop/client/keys/connect.ts'
import { sealReport, submitReport } from '@citycop/client/reports/submit-report.ts'
import { passphraseKeys } from '@citycop/client/sealing/derive.ts'

/** As much of a city as sealing needs. */
export type Sealing = Pick<Instance, 'pins'> & {
  readonly directory: Pick<Instance['directory'], 'units' | 'root' | 'rootEnvelope' | 'policy'>
}
export type Waits = { readonly ahead: number; readonly pressed: number }

/** `photo`: bytes of one picture; none for 0. */
export async function sendReport(city: Sealing, photo: number): Promise<Waits> {
  const instance = { ...city, server: { origin: 'http://127.0.0.1' } } as Instance
  const [unit] = city.directory.units
  const files = photo > 0 ? [{ name: 'photo.jpg', type: 'image/jpeg', bytes: new Uint8Array(photo).fill(7) }] : []
  const draft = {
    category: 'noise',
    language: 'en',
    what: 'Every night.',
    where: 'Pier 3',
    when: 'Now',
    files,
  } as const
  const began = performance.now()
  const keys = await passphraseKeys(city.pins, crypto.getRandomValues(new Uint8Array(16)))
  const report = await sealReport(instance, unit?.id ?? '', draft, keys)
  const pressed = performance.now()
  const left = await new Promise<number>((resolve, reject) => {
    globalThis.fetch = async () => {
      resolve(performance.now())
      throw new TypeError('it has left; nobody is there')
    }
    submitReport(instance, report).catch(reject)
  })
  return { ahead: pressed - began, pressed: left - pressed }
}
