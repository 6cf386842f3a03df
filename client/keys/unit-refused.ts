/** A change of a unit's keys that nobody should sign. */
export class UnitRefused extends Error {
  override name = 'UnitRefused'
  readonly why:
    | 'not-the-lead'
    | 'no-unit'
    | 'request'
    | 'other-city'
    | 'other-unit'
    | 'fingerprint'
    | 'member-already'
    | 'no-member'
    | 'last-member'
    | 'too-early'
    | 'no-certificate'
    | 'founded-already' // the unit has a key: members are let in, not founded with
    | 'no-post' // nobody with this key has a post of the whole city
    | 'city-post' // a post of the whole city, and the lead is not the city's administrator

  constructor(why: UnitRefused['why']) {
    super(`a unit’s keys are not changed so: ${why}`)
    this.why = why
  }
}
