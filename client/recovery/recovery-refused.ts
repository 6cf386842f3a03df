/** A recovery that must not go on. `names`: which shares are bad. */
export class RecoveryRefused extends Error {
  override name = 'RecoveryRefused'
  readonly why:
    | 'custodians' // not five different people, or none are certified
    | 'no-recovery' // the unit has no recovery identity, or a newer one than this is about
    | 'not-yours' // this keyfile is no custodian's of this unit
    | 'request' // not signed by three custodians, or about something else
    | 'not-published' // its entry does not stand in the log that everybody sees, confirmed by its witnesses
    | 'waiting' // by the server, by this device's clock, or by the witnesses' last word
    | 'cut-short' // the server wrote too short a wait into the entry
    | 'objected'
    | 'done'
    | 'too-few' // fewer than three good shares
    | 'other-city' // the shares know another city than the file is from
    | 'wrong-secret' // together they are not the published recovery identity
    | 'wrap' // a key is not the one that the unit's certificate names; `names` says whose it is
    | 'wrap-exchanged' // a key is not what a member signed: the server put another file there
    | 'not-a-member' // nobody certified the officer whom the keys are for
  readonly names: readonly string[]

  constructor(why: RecoveryRefused['why'], names: readonly string[] = []) {
    super(`a recovery is not done so: ${why}`)
    this.why = why
    this.names = names
  }
}
