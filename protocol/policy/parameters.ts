// Words of the policy that officers' requests carry: ids that the EU floor knows (POLICY U1), and codes for a reason.
export const purposes = [
  'handle_concern',
  'community_dialogue',
  'led_prevent',
  'led_detect',
  'led_investigate',
  'accountability',
] as const
export type Purpose = (typeof purposes)[number]

export const openingReasons = [
  'first-reading',
  'new-message',
  'continue-work',
  'supervision',
  'rights-request',
] as const
export type OpeningReason = (typeof openingReasons)[number]

/** For what a report leaves to a court, and on whose word: an act of its own, and no purpose of an ordinary opening. */
export const handoverPurpose = 'led_prosecution_handover'
export const handoverReasons = ['prosecutor-request', 'court-order'] as const
export type HandoverReason = (typeof handoverReasons)[number]

/** Which law a report is under; undecided, it has the stricter rule of both (POLICY 4.1). */
export const regimes = ['GDPR', 'LED', 'UNDETERMINED'] as const
export type Regime = (typeof regimes)[number]

/** Why a withdrawn or ending report is kept (LED 16(3), GDPR 18): each ends by itself. */
export const holdGrounds = ['evidence', 'complaint-open', 'rights-request-open', 'court-order'] as const
export type HoldGround = (typeof holdGrounds)[number]

/** Why a person is told later of an opening (LED 13(3)). */
export const deferralGrounds = ['inquiry', 'crime-prevention', 'public-security', 'rights-of-others'] as const
export type DeferralGround = (typeof deferralGrounds)[number]

/** What a review decides. */
export const reviewOutcomes = ['keep', 'shorten', 'restrict', 'erase'] as const
export type ReviewOutcome = (typeof reviewOutcomes)[number]

/** Why the law a report is under changes: each a decision of its own with its day (LED 4(2), 9(1); GDPR 6(4)). */
export const regimeGrounds = ['first-decision', 'crime-suspected', 'no-crime', 'national-law'] as const
export type RegimeGround = (typeof regimeGrounds)[number]

/** Groups that a city's list may hand to another unit. What is protected is not among them: no list decides about that (F-TRANSFER). */
export const listedGroups = ['urgent', 'crime', 'concern', 'question', 'tip'] as const

/** What a report can be filed as; the shortest-lived of them rules until an officer has decided. */
export const retentionClasses = ['noncrime', 'crime_minor', 'crime_serious', 'no_action', 'tip_anonymous'] as const
