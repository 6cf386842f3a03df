// The public sees the log every few minutes, a reader's page is newer. Here the one is tied to the other: what the page was
// checked against must continue what the witnesses confirmed.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { toHex } from '@citycop/protocol/contract/bytes.ts'
import { openCheckpoint, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { readGrowth } from '@citycop/protocol/log/contract.ts'
import { isConsistent } from '@citycop/protocol/log/tree.ts'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import { Distrusted } from '../keys/distrusted.ts'
import { Doubt } from './doubt.ts'
import type { Published } from './published.ts'
import { acceptCheckpoint } from './verify-growth.ts'

const attempts = 5

/** @throws Doubt when they contradict each other, or the log outgrew every attempt */
export async function linkGrowth(instance: Instance, published: Published): Promise<void> {
  for (let i = 0; i < attempts; i++) if (await linked(instance, published)) return
  throw new Doubt('busy')
}

/** The log tells only how its newest tree continues an earlier one; an act in between makes two answers of two trees. */
async function linked(instance: Instance, { checkpoint, note }: Published): Promise<boolean> {
  const internal = instance.memory.read()?.checkpoint
  if (internal && internal.size < checkpoint.size) return growInternal(instance, internal.size)
  const grown = await call(instance.server, readGrowth, { from: checkpoint.size })
  const newest = openCheckpoint(grown.checkpoint, parseLogKey(instance.pins.logKey))
  if (!newest) throw new Doubt('note')
  if (newest.size < Math.max(checkpoint.size, internal?.size ?? 0)) throw new Doubt('older')
  if (!isConsistent(checkpoint.size, checkpoint.root, newest, grown.consistency.map(fromBase64)))
    throw new Doubt('fork', { notes: [note, grown.checkpoint] })
  if (!internal || newest.size === internal.size) {
    if (internal && toHex(newest.root) !== internal.root) throw new Doubt('fork')
    return true
  }
  return growInternal(instance, internal.size)
}

async function growInternal(instance: Instance, from: number): Promise<false> {
  const grown = await call(instance.server, readGrowth, { from })
  try {
    acceptCheckpoint(instance, grown.checkpoint, grown.consistency)
  } catch (error) {
    if (!(error instanceof Distrusted)) throw error
    throw new Doubt(error.why === 'fork' ? 'fork' : 'note')
  }
  return false
}
