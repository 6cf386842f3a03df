/** What the root should not sign about an administrator. */
export class AdministratorRefused extends Error {
  override name = 'AdministratorRefused'
  readonly why:
    | 'not-the-root'
    | 'request' // not signed by the key that it names
    | 'fingerprint'
    | 'other-city'
    | 'root-itself'
    | 'expired' // it would be over before it is published
    | 'named-already' // two certificates for one key, and nobody said that the second takes the place of the first
    | 'no-administrator'
    | 'ended-already'

  constructor(why: AdministratorRefused['why']) {
    super(`the root does not sign this about an administrator: ${why}`)
    this.why = why
  }
}
