// Every command and what it does here, in one table.

import { readAttachment } from '@citycop/client/attachments/read-attachment.ts'
import { readAnswerTexts } from '@citycop/client/conversation/answer-texts.ts'
import { readServices } from '@citycop/client/conversation/read-services.ts'
import { hashOfCase } from '@citycop/client/identity/open-identity.ts'
import { readPilot } from '@citycop/client/pilots/read-pilot.ts'
import {
  changeRegime,
  holdReport,
  previewErasure,
  releaseHold,
  reviewReport,
  takeReport,
  triageReport,
} from '@citycop/client/reports/change-report.ts'
import { countReports } from '@citycop/client/reports/count-reports.ts'
import { listReports } from '@citycop/client/reports/list-reports.ts'
import { answerFrom, askConsentFrom, closeFrom, referFrom } from './answer.ts'
import { ableOf, bulk, stopBulk } from './bulk.ts'
import { colleaguesFor, nameMyself, peopleFor } from './colleagues.ts'
import type { Command, Input, Output } from './commands.ts'
import { desk, held, opened } from './held.ts'
import { approveIdentity, listIdentities, requestIdentity, revealIdentity, reviewIdentity } from './identity.ts'
import { inbox, matching } from './inbox.ts'
import { hear } from './inbox-rows.ts'
import { keepKeys } from './keep-keys.ts'
import { linkFrom, noteFrom } from './notes.ts'
import { openFor } from './open.ts'
import { ownWork } from './own-work.ts'
import type { Page } from './page.ts'
import { add, checkPassphrase, passkeys, remove } from './passkeys.ts'
import { approve, drop, propose, readPolicy } from './policy.ts'
import { objectFrom, recoveries } from './recoveries.ts'
import { search } from './search.ts'
import { connectTo, enter, fallAsleep, leave, renew } from './sign-in.ts'
import { transferFrom } from './transfer.ts'
import { readRequest, unitKeys } from './unit-keys.ts'

type Acts = { [C in Command]: (input: Input<C>, page: Page) => Promise<Output<C>> }

export const acts: Acts = {
  connect: connectTo,
  'sign-in': enter,
  'fall-asleep': fallAsleep,
  'sign-out': leave,
  'check-passphrase': checkPassphrase,
  passkeys,
  'add-passkey': add,
  'remove-passkey': remove,
  list: async (wanted) => {
    const page = await listReports(desk(), wanted)
    const gone = wanted.ref !== undefined && page.reports.length === 0 ? [wanted.ref] : []
    hear({ rows: page.reports, gone }) // what one screen learns, the list knows
    return page
  },
  inbox,
  count: ({ unit }) => countReports(desk(), unit),
  'own-work': ownWork,
  matching: async () => matching(),
  able: async (asked) => ableOf(asked),
  colleagues: async (asked) => colleaguesFor(asked),
  bulk,
  'answer-texts': ({ language }) => readAnswerTexts(desk().instance.server, language),
  'stop-bulk': async () => stopBulk(),
  search: async (asked) => search(asked),
  open: openFor,
  attachment: ({ ref, blob }, { tell }) => readAttachment(desk(), opened(ref), blob, (part, of) => tell({ part, of })),
  export: async (asked) => (await import('./export.ts')).exportFor(asked), // few ever need it
  take: async ({ ref }) => void (await takeReport(desk(), ref)),
  note: noteFrom,
  link: linkFrom,
  people: peopleFor,
  'write-name': nameMyself,
  answer: answerFrom,
  close: closeFrom,
  services: ({ language }) => readServices(desk().instance.server, language),
  'ask-consent': askConsentFrom,
  refer: referFrom,
  transfer: transferFrom,
  triage: async ({ ref, triage, ground }) =>
    void (await (ground ? changeRegime(desk(), ref, triage, ground) : triageReport(desk(), ref, triage))),
  hold: async ({ ref, ground, until }) => void (await holdReport(desk(), ref, ground, until)),
  'release-hold': async ({ ref }) => void (await releaseHold(desk(), ref)),
  review: async ({ ref, outcome, until }) => {
    await reviewReport(desk(), ref, outcome, until)
    if (outcome === 'erase') held.opened.delete(ref) // erased is erased, on this desk too
    return undefined
  },
  'preview-erasure': ({ until }) => previewErasure(desk(), until),
  'keep-keys': keepKeys,
  recoveries,
  'object-recovery': objectFrom,
  'unit-keys': unitKeys,
  'read-request': readRequest,
  renew,
  'read-policy': readPolicy,
  'propose-policy': propose,
  'approve-policy': approve,
  'drop-policy': drop,
  'read-pilot': () => readPilot(desk().instance),
  'list-identities': listIdentities,
  'request-identity': requestIdentity,
  'approve-identity': approveIdentity,
  'reveal-identity': revealIdentity,
  'review-identity': reviewIdentity,
  'same-case': async ({ number, caseRef }) => hashOfCase(number) === caseRef,
}
