// One situation, told in plain words: who asks for what, about which thing, under which circumstances. A question to Cedar is made
// from it, and – apart from that – the law's answer (oracle.ts).
export type Facts = {
  readonly action: string
  readonly who: 'visitor' | 'user' | 'service' | 'administrator'
  readonly role: string
  readonly sameCity: boolean
  readonly inUnit: boolean
  readonly active: boolean
  readonly mfa: 'fresh' | 'last-minute' | 'old' | 'none'
  readonly training: 'valid' | 'last-day' | 'over' | 'none'
  readonly cleared: boolean
  readonly overdueReviews: number
  readonly purpose: string | undefined
  readonly reason: boolean
  readonly caseRef: boolean
  readonly automated: boolean
  readonly emergency: boolean
  readonly approver: 'none' | 'self' | 'supervisor' | 'colleague' | 'inactive-supervisor' | 'foreign-supervisor'
  readonly regime: string
  readonly life: 'running' | 'last-day' | 'over'
  readonly held: boolean
  readonly restricted: boolean
  readonly protected: boolean
  readonly closer: 'none' | 'self' | 'colleague'
  /** Whom it is to be given to; the closer is the colleague who closed it. */
  readonly assignee: 'none' | 'self' | 'receiver' | 'cleared' | 'closer' | 'outside-unit' | 'inactive' | 'foreign'
  /** On what a transfer to another unit rests: `listed-protected` is a list that names what no list may. */
  readonly handing: 'listed' | 'listed-protected' | 'agreed' | 'unlisted'
  readonly mode: string
  readonly recipient: string
  readonly ground: string | undefined
  /** The published cell, in metres, beside the city's own smallest. */
  readonly cellM: number
  readonly cityCellM: number
  readonly minor: boolean
  readonly proposer: 'self' | 'colleague'
  readonly state: string
  readonly cityOpen: boolean
  readonly holder: 'self' | 'stranger' | 'nobody'
}

/** What the made-up city does not declare, so that there is something undeclared to ask for. */
export const undeclaredPurpose = 'statistics'
export const undeclaredRecipient = 'lea_eu'

/** An ordinary working day: nothing stands in the way. */
export const ordinary: Omit<Facts, 'action' | 'who'> = {
  role: 'case_officer',
  sameCity: true,
  inUnit: true,
  active: true,
  mfa: 'fresh',
  training: 'valid',
  cleared: false,
  overdueReviews: 0,
  purpose: 'led_detect',
  reason: true,
  caseRef: false,
  automated: false,
  emergency: false,
  approver: 'none',
  regime: 'LED',
  life: 'running',
  held: false,
  restricted: false,
  protected: false,
  closer: 'none',
  assignee: 'receiver',
  handing: 'listed',
  mode: 'confidential',
  recipient: 'prosecutor_court',
  ground: undefined,
  cellM: 500,
  cityCellM: 250,
  minor: false,
  proposer: 'colleague',
  state: 'proposed',
  cityOpen: true,
  holder: 'self',
}
