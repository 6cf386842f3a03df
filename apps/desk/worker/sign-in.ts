// Connecting, signing in, and falling asleep: when the desk locks, what was open is sealed to the officer's own key and this
// Worker ends. Only the keyfile's passphrase or a passkey of it brings it back, in a new Worker.
import { connect, type Instance } from '@citycop/client/keys/connect.ts'
import { fingerprint } from '@citycop/client/keys/fingerprint.ts'
import type { OfficerKeys } from '@citycop/client/officers/keyfile.ts'
import { signIn, signOut } from '@citycop/client/officers/sign-in.ts'
import type { OpenedReport } from '@citycop/client/reports/open-report.ts'
import { joined, openWith, sealTo } from '@citycop/client/sealing/age-file.ts'
import { sealed } from '@citycop/client/sealing/secret.ts'
import { recipientOf } from '@citycop/client/sealing/suite.ts'
import { bytes, text } from '@citycop/protocol/contract/bytes.ts'
import type { City, Input, Parcel, SignedIn } from './commands.ts'
import { desk, held } from './held.ts'
import type { Page } from './page.ts'
import { NotAKeyfile, unlock } from './unlock.ts'
import { viewOf } from './view.ts'

type Asleep = Parcel & { opened: OpenedReport[] }

export async function connectTo({ origin, seen }: Input<'connect'>, { remember }: Page): Promise<City> {
  let known = seen
  const memory = {
    read: () => known,
    write: (next: NonNullable<typeof known>) => {
      known = next
      remember(next)
    },
  }
  const city = await connect(origin, { memory })
  held.city = city
  return cityView(city)
}

async function cityView({ demo, pins, directory }: Instance): Promise<City> {
  const { policy, units } = directory
  const shown = units.map(({ id, title, serves }) => ({ id, title, receives: serves.length > 0 }))
  return { demo, fingerprint: await fingerprint(pins.rootPk), timeZone: policy.timeZone, units: shown, terms: policy }
}

/** The city's policy has another version: the directory is read anew, and the next act is signed under what it says. */
export async function renew(): Promise<City> {
  const { instance } = desk()
  const city = await again(instance)
  held.city = city
  held.desk = sealed({ ...desk(), instance: city })
  return cityView(city)
}

export async function enter({ keyfile, by, asleep }: Input<'sign-in'>, { tell }: Page): Promise<SignedIn> {
  if (!held.city) throw new Error('the city is not connected')
  if ('passphrase' in by) tell({ step: 'deriving' })
  const keys = await unlock(keyfile, by)
  // Any key of the chain: a keyfile from before a rotation names an older root.
  if (!held.city.directory.trusted.roots.includes(keys.rootPk)) throw new NotAKeyfile()
  tell({ step: 'signing-in' })
  const city = await again(held.city)
  const session = await signIn(city, keys)
  Object.assign(held, { city, keys, desk: session })
  const woken = asleep && (await wake(keys, asleep))
  for (const report of woken?.opened ?? []) held.opened.set(report.ref, report)
  const { name, units, roles } = session.officer
  return {
    officer: { name, units, roles },
    reports: [...held.opened.values()].map(viewOf),
    ...(woken && { parcel: { drafts: woken.drafts, ...(woken.showing && { showing: woken.showing }) } }),
  }
}

/** A page that stood open for a night knows the keys of yesterday: one that began since would be taken for nobody's. */
const again = ({ server, memory, pins }: Instance): Promise<Instance> => connect(server.origin, { memory, pins })

export async function fallAsleep(parcel: Parcel): Promise<Uint8Array> {
  if (!held.keys) throw new Error('nobody is signed in here')
  const asleep: Asleep = { ...parcel, opened: [...held.opened.values()] }
  return joined(await sealTo([await recipientOf(held.keys.ageIdentity)], bytes(JSON.stringify(asleep))))
}

/** Undefined for another officer's keys: what one officer left open, a colleague on the same machine does not get. */
async function wake(keys: OfficerKeys, asleep: Uint8Array): Promise<Asleep | undefined> {
  const plain = await openWith(keys.ageIdentity, asleep)
  return plain && JSON.parse(text(plain))
}

export async function leave(): Promise<undefined> {
  await signOut(desk())
}
