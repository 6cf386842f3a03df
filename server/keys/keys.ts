// The city's certificates as this process holds them: read once, added to when some are published.
import { keyIdOf } from '@citycop/protocol/contract/dsse.ts'
import type { EpochCertificate, OfficerCertificate } from '@citycop/protocol/keys/certificates.ts'
import { certify, nobody, type Trusted, trust } from '@citycop/protocol/keys/chain.ts'
import { newestOf, officerOf, takesIn } from '@citycop/protocol/keys/epochs.ts'
import { firstRoot } from '@citycop/protocol/keys/rotation.ts'
import type { Database } from '../platform/database.ts'
import type { City } from '../platform/instance.ts'
import { readCertificates, readDestroyed, type StoredCertificate } from './store.ts'

export type Keys = {
  readonly stored: StoredCertificate[]
  readonly trusted: Trusted
  officer(publicKey: string, today: string): OfficerCertificate | undefined
  /** The same by the officer's key id. */
  officerNamed(keyId: string, today: string): OfficerCertificate | undefined
  /** The certificate that a message sealed to this epoch names, if it may still come in. */
  epoch(unit: string, epoch: number, today: string): EpochCertificate | undefined
  /** Does this key sign for that epoch of the unit? */
  member(unit: string, epoch: number, keyId: string): Uint8Array | undefined
  add(certificates: readonly StoredCertificate[]): void
  /** Nothing lies under it any more. */
  isDestroyed(epoch: Named): boolean
  /** `act`: the log entry that says so. */
  destroy(epoch: Named, act: string): void
  /** That act, for a certificate of a destroyed epoch. */
  destroyedBy(one: StoredCertificate): string | undefined
  certificatesOf(epoch: Named): StoredCertificate[]
}
type Named = Pick<EpochCertificate, 'unit' | 'epoch'>

const nameOf = ({ unit, epoch }: Named): string => `${unit}/${epoch}`

export async function loadKeys({ pins }: City, database: Database): Promise<Keys> {
  const trusted = nobody()
  let first = pins.rootPk
  const stored: StoredCertificate[] = []
  const epochOf = new Map<StoredCertificate, EpochCertificate>()
  const gone = await readDestroyed(database.query, pins.instance)
  const destroyed = new Map(gone.map((one) => [nameOf(one), one.act]))
  // The newest certificate of an epoch alone says until when it is: an older one would keep alive what was ended early.
  const newest = (unit: string, epoch: number) => newestOf(trusted, unit, epoch)
  const publicKeys = new Map<string, string>()
  const keys: Keys = {
    stored,
    trusted,
    officer: (publicKey, today) => officerOf(trusted, publicKey, today),
    officerNamed: (keyId, today) => {
      for (const { officerPk } of trusted.officers.slice(publicKeys.size))
        publicKeys.set(keyIdOf(Buffer.from(officerPk, 'base64')), officerPk)
      return keys.officer(publicKeys.get(keyId) ?? '', today)
    },
    epoch: (unit, epoch, today) => {
      const found = newest(unit, epoch)
      return found && takesIn(found, today) ? found : undefined
    },
    member: (unit, epoch, keyId) =>
      newest(unit, epoch)
        ?.members.map((one) => Buffer.from(one.signPk, 'base64'))
        .find((key) => keyIdOf(key) === keyId),
    add(certificates) {
      for (const one of certificates) {
        const certified = certify({ ...pins, rootPk: first }, trusted, one.envelope)
        if (!certified) throw new Error(`certificate ${one.number} of ${pins.instance} does not hang on its root`)
        trust(trusted, certified)
        stored.push(one)
        if (certified.what === 'epoch') epochOf.set(one, certified.certificate)
      }
    },
    isDestroyed: (one) => destroyed.has(nameOf(one)),
    destroy: (one, act) => void destroyed.set(nameOf(one), act),
    destroyedBy(one) {
      const epoch = epochOf.get(one)
      return epoch && destroyed.get(nameOf(epoch))
    },
    certificatesOf: (epoch) => [...epochOf].flatMap(([one, of]) => (nameOf(of) === nameOf(epoch) ? [one] : [])),
  }
  const certificates = await readCertificates(database.query, pins.instance)
  first = firstRoot(
    pins,
    certificates.map((one) => one.envelope),
  )
  keys.add(certificates)
  if (certificates.length > 0 && !trusted.roots.includes(pins.rootPk))
    throw new Error(`the pins of ${pins.instance} name a root that no rotation leads to`)
  return keys
}
