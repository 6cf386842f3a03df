// Fetches what a recovery waited for. First the public entry is looked for, then the keys are asked for: they come only once.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import { readDirectory } from '@citycop/protocol/keys/contract.ts'
import { spellProof } from '@citycop/protocol/log/inclusion.ts'
import { recoveryRequest } from '@citycop/protocol/recovery/asked.ts'
import { fetchRecovery, type ListedRecovery, listRecoveries } from '@citycop/protocol/recovery/contract.ts'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import { isWitnessed, policyOf } from '../keys/pinned-policy.ts'
import { Doubt } from '../log/doubt.ts'
import { entryProver } from '../log/fetch-entry.ts'
import { logFiles } from '../log/fetch-log.ts'
import { openPublished } from '../log/published.ts'
import { makeFetch } from './ask-recovery.ts'
import { believeFile, type RecoveryFile, refuseUnseen } from './recovery-file.ts'
import { RecoveryRefused } from './recovery-refused.ts'

export const recoveriesIn = async ({ server }: Pick<Instance, 'server'>): Promise<readonly ListedRecovery[]> =>
  (await call(server, listRecoveries, undefined)).requests

/** @throws RecoveryRefused, Problem, Unreachable, Distrusted */
export async function fetchFile(
  instance: Instance,
  sha256: string,
  seed: Uint8Array,
  now: Date,
): Promise<RecoveryFile> {
  const { pins, server } = instance
  const listed = (await recoveriesIn(instance)).find((one) => one.sha256 === sha256)
  if (!listed) throw new RecoveryRefused('no-recovery')
  if (listed.state !== 'ready') throw new RecoveryRefused(listed.state)
  const proof = await proofOf(instance, listed)
  const asked = parsePayload(recoveryRequest, fromBase64(listed.request.payload))
  if (!asked) throw new RecoveryRefused('request')
  refuseUnseen(pins, asked, { ...listed, proof }, now)
  const { wraps, request, until } = await call(server, fetchRecovery, { fetch: makeFetch(pins.instance, sha256, seed) })
  const directory = await call(server, readDirectory, undefined)
  const file: RecoveryFile = { v: 1, directory, request, until, proof, wraps }
  believeFile(pins, file, now)
  return file
}

/** @throws RecoveryRefused not-published while too few witnesses confirm a log in which it stands */
async function proofOf({ pins, server }: Instance, { index }: Pick<ListedRecovery, 'index'>): Promise<string> {
  const files = logFiles(server)
  const policy = policyOf(pins)
  try {
    const note = await files.checkpoint()
    const published = note === undefined ? undefined : openPublished(policy, note)
    if (!published || index >= published.checkpoint.size || (isWitnessed(policy) && !published.quorum))
      throw new RecoveryRefused('not-published')
    const { hashes } = await entryProver(files, published)(index)
    return spellProof(index, hashes, published.note)
  } catch (error) {
    if (error instanceof Doubt) throw new RecoveryRefused('not-published')
    throw error
  }
}
