// Every act that crosses the network, in one list: the server's routes, the OpenAPI page and the hostile tests are made from it.
import { beginUpload, readAttachment, uploadPart } from './attachments/contract.ts'
import type { Route } from './contract/route.ts'
import { sendMessage } from './conversation/contract.ts'
import { answerReport, referReport } from './conversation/desk-contract.ts'
import {
  approveIdentity,
  listIdentities,
  requestIdentity,
  revealIdentity,
  reviewIdentity,
} from './identity/contract.ts'
import { readCards, writeCards } from './keys/card-contract.ts'
import { publishKeys, readDirectory, renewCurrent } from './keys/contract.ts'
import { readKeys, wrapKeys } from './keys/member-contract.ts'
import { readGrowth } from './log/contract.ts'
import { askChallenge, signIn, signOut } from './officers/contract.ts'
import { approvePolicy, dropPolicy, proposePolicy, readDraft } from './policy/contract.ts'
import { fetchRecovery, listRecoveries, objectToRecovery, requestRecovery } from './recovery/contract.ts'
import { contestReport, readMailbox, submitReport, undoWithdrawal, withdrawReport } from './reports/contract.ts'
import { countReports } from './reports/count-contract.ts'
import {
  changeRegime,
  closeReport,
  holdReport,
  listReports,
  openReport,
  previewErasure,
  releaseHold,
  reviewReport,
  takeReport,
  triageReport,
} from './reports/desk-contract.ts'
import { agreeExport, exportReport } from './reports/export-contract.ts'
import { assignReport, pauseClock, watchReports } from './reports/inbox-contract.ts'
import { addNote } from './reports/note-contract.ts'
import { beginReseal, listSealed, resealReport } from './reports/reseal-contract.ts'
import { requestTransfer, transferReport } from './reports/transfer-contract.ts'
import { readNotices } from './watchdog/contract.ts'

export const routes: readonly Route[] = [
  readDirectory,
  publishKeys,
  renewCurrent,
  readKeys,
  wrapKeys,
  readCards,
  writeCards,
  readGrowth,
  askChallenge,
  beginUpload,
  uploadPart,
  submitReport,
  readMailbox,
  sendMessage,
  contestReport,
  withdrawReport,
  undoWithdrawal,
  signIn,
  signOut,
  listReports,
  watchReports,
  openReport,
  readAttachment,
  takeReport,
  assignReport,
  pauseClock,
  addNote,
  answerReport,
  referReport,
  closeReport,
  triageReport,
  changeRegime,
  reviewReport,
  holdReport,
  releaseHold,
  previewErasure,
  countReports,
  listSealed,
  beginReseal,
  resealReport,
  requestTransfer,
  transferReport,
  agreeExport,
  exportReport,
  readDraft,
  proposePolicy,
  approvePolicy,
  dropPolicy,
  readNotices,
  listIdentities,
  requestIdentity,
  approveIdentity,
  revealIdentity,
  reviewIdentity,
  listRecoveries,
  requestRecovery,
  objectToRecovery,
  fetchRecovery,
]
