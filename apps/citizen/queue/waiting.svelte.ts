// The reports that wait on this phone, as the page knows them; and sending them while the page is open.

import type { KeptNote } from '@citycop/client/reports/kept-report.ts'
import type { CityFinder } from '../city/city.svelte.ts'
import { today } from '../city/today.ts'
import type { Ask } from '../worker/start-worker.ts'
import { hearNews } from './announce.ts'
import { askForSync } from './ask-sync.ts'
import { type Sending, standingOf } from './decide.ts'
import { readNotes, removeReport } from './keep.ts'

let one: ReturnType<typeof findWaiting> | undefined
/** One for as long as the app is open: what is being sent goes on while another screen is shown. */
export const waitingHere = (ask: Ask, city: CityFinder) => (one ??= findWaiting(ask, city))

function findWaiting(ask: Ask, city: CityFinder) {
  let notes = $state.raw<readonly KeptNote[]>([])
  let sending = $state.raw<Readonly<Record<string, Sending>>>({})
  // Shown as sent, and gone from the phone: known until the app is closed.
  let told: readonly KeptNote[] = []

  async function read(): Promise<void> {
    const found = await readNotes().catch(() => [])
    notes = [...found, ...told.filter((one) => found.every(({ id }) => id !== one.id))]
  }

  async function sendNow(): Promise<void> {
    await read()
    if (navigator.onLine === false || notes.every((one) => one.ended)) return
    if (city.state.phase !== 'found') await city.find()
    if (city.state.phase === 'found') await ask('send-waiting', undefined).catch(() => {})
    sending = {}
    await read()
    if (notes.some((one) => !one.ended)) askForSync()
  }

  hearNews(({ id, part, of }) => {
    if (part !== undefined && of !== undefined) sending = { ...sending, [id]: { part, of } }
    else sending = Object.fromEntries(Object.entries(sending).filter(([one]) => one !== id))
    if (part === undefined) read()
  })

  return {
    get standings() {
      const day = today('UTC', new Date())
      return notes.map((note) => ({ id: note.id, standing: standingOf(note, sending[note.id], day) }))
    },
    read,
    sendNow,
    /** The person has seen that it arrived: the phone forgets it, and the page when it is closed. */
    async forgetSent(): Promise<void> {
      const seen = notes.filter(({ ended }) => ended && 'reference' in ended)
      told = [...told.filter((one) => seen.every(({ id }) => id !== one.id)), ...seen]
      for (const { id } of seen) await removeReport(id)
    },
    async remove(id: string): Promise<void> {
      told = told.filter((one) => one.id !== id)
      await removeReport(id)
      await read()
    },
  }
}
