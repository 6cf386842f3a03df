/** The city's keys are not what this device may trust. Nothing is sealed and nothing is sent. */
export class Distrusted extends Error {
  override name = 'Distrusted'
  readonly why:
    | 'pins'
    | 'root'
    | 'root-changed'
    | 'certificate'
    | 'directory'
    | 'older-directory'
    | 'older-epoch'
    | 'custodians'
    | 'log'
    | 'roll'
    | 'fork'
    | 'mailbox'

  constructor(why: Distrusted['why']) {
    super(`the city’s keys cannot be trusted: ${why}`)
    this.why = why
  }
}
