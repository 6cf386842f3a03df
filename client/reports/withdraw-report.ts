import { withdrawReport as route, undoWithdrawal as undoRoute } from '@citycop/protocol/reports/contract.ts'
import type { Status } from '@citycop/protocol/reports/workflow.ts'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import type { PassphraseKeys } from '../sealing/derive.ts'
import { askMailbox } from './ask-mailbox.ts'

type Changed = { status: Status; eraseOn?: string | undefined }

/** Erased at once when nobody has opened it, else on the day that the answer names. @throws Problem */
export const withdrawReport = async (instance: Instance, keys: PassphraseKeys): Promise<Changed> =>
  call(instance.server, route, await askMailbox(instance, keys, 'report:withdraw'))

/** @throws Problem */
export const undoWithdrawal = async (instance: Instance, keys: PassphraseKeys): Promise<Changed> =>
  call(instance.server, undoRoute, await askMailbox(instance, keys, 'report:undo-withdrawal'))
