// The public sees the log every few minutes, a reader's page may be newer. Here the one is tied to the other: what the page was
// checked against must continue what the witnesses confirmed, or the other way round.
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { fromHex } from '@citycop/protocol/contract/bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Checkpoint } from '@citycop/protocol/log/checkpoint.ts'
import { readGrowth } from '@citycop/protocol/log/contract.ts'
import { isConsistent } from '@citycop/protocol/log/tree.ts'
import { call } from '../api/call.ts'
import type { Instance } from '../keys/connect.ts'
import { Doubt } from './doubt.ts'
import type { Published } from './published.ts'

type Tree = Pick<Checkpoint, 'size' | 'root'>

/** @throws Doubt when they contradict each other, or the city does not know a tree that its log has signed */
export async function linkGrowth(instance: Instance, { checkpoint, note }: Published): Promise<void> {
  const seen = instance.memory.read()?.checkpoint
  if (!seen || seen.size === 0) return
  const internal = { size: seen.size, root: fromHex(seen.root) }
  const [earlier, later] = internal.size <= checkpoint.size ? [internal, checkpoint] : [checkpoint, internal]
  if (isConsistent(earlier.size, earlier.root, later, await proofBetween(instance, earlier, later))) return
  throw new Doubt('fork', seen.note === undefined ? {} : { notes: [note, seen.note] })
}

async function proofBetween({ server }: Instance, earlier: Tree, later: Tree): Promise<Uint8Array[]> {
  if (earlier.size === later.size) return []
  const to = { size: later.size, root: toBase64(later.root) }
  try {
    return (await call(server, readGrowth, { from: earlier.size, to })).consistency.map(fromBase64)
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return [] // which proves nothing
    throw error
  }
}
