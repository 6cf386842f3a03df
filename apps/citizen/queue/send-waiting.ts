// Sends what waits on this phone: by the app when it is opened, or by the service worker when there is a network again.
import type { Server } from '@citycop/client/api/call.ts'
import { sendSealed } from '@citycop/client/reports/send-sealed.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { alone } from './alone.ts'
import { announce } from './announce.ts'
import { endedBy, endedWith } from './decide.ts'
import { Changed, endReport, Removed, readKept, readNotes } from './keep.ts'

export type City = { readonly server: Server; readonly pins: Pins }

/** False when something still waits, or another one is sending. */
export async function sendWaiting(city: City): Promise<boolean> {
  let all = true
  const mine = await alone(async () => {
    for (const { id, ended } of await readNotes()) if (!ended && !(await sendOne(city, id))) all = false
  })
  return mine && all
}

async function sendOne(city: City, id: string): Promise<boolean> {
  try {
    const { root, ...ready } = await readKept(id)
    const receipt = await sendSealed({ ...city, directory: { rootEnvelope: root } }, ready, ({ part, of }) =>
      announce({ id, part, of }),
    )
    await endReport(id, endedWith(receipt))
  } catch (thrown) {
    if (thrown instanceof Removed) return true
    const ended = thrown instanceof Changed ? { refused: 'bad-request' as const } : endedBy(thrown)
    if (ended) await endReport(id, ended)
    announce({ id })
    return ended !== undefined
  }
  announce({ id })
  return true
}
