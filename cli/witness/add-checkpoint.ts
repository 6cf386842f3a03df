// add-checkpoint of C2SP tlog-witness: what a witness answers to a log, and what it remembers before it answers.
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { type Checkpoint, type LogKey, parseBody } from '@citycop/protocol/log/checkpoint.ts'
import { cosign } from '@citycop/protocol/log/cosignature.ts'
import { parseNote, signaturesOf, spellSignature } from '@citycop/protocol/log/note.ts'
import { openNote } from '@citycop/protocol/log/open-note.ts'
import { emptyRoot, isConsistent } from '@citycop/protocol/log/tree.ts'
import { parseWitnessRequest, sizeType, spellSize, type WitnessRequest } from '@citycop/protocol/log/witness-request.ts'
import { originHash } from './checkpoint-files.ts'
import type { Contradiction } from './evidence-files.ts'
import type { Memory } from './memory.ts'

export type Answer = { readonly status: number; readonly body: string; readonly type?: string }
type Given = {
  readonly request: WitnessRequest
  readonly checkpoint: Checkpoint
  readonly signed: string
  readonly body: string
}

const refuse = (status: number, why: string): Answer => ({ status, body: `${why}\n` })

export async function addCheckpoint(memory: Memory, body: string): Promise<Answer> {
  const request = parseWitnessRequest(body)
  const checkpoint = request && parseBody(parseNote(request.note)?.text ?? '')
  if (!request || !checkpoint) return refuse(400, 'this is not an add-checkpoint request')
  const keys = memory.logs.get(checkpoint.origin)
  if (!keys) return refuse(404, 'this witness does not know the log')
  const signed = signedPart(request.note, keys)
  if (signed === undefined) return refuse(403, 'the log has not signed this')
  if (request.old > checkpoint.size) return refuse(400, 'the old size is above the new one')
  const hash = originHash(checkpoint.origin)
  return memory.turns.run(hash, () => decide(memory, hash, { request, checkpoint, signed, body }))
}

/** The note with the lines of its log alone: what strangers added is not ours to keep or to repeat. */
function signedPart(note: string, keys: readonly LogKey[]): string | undefined {
  const [opened, parsed] = [openNote(note, keys), parseNote(note)]
  if (!opened || !parsed || opened.signed.length === 0) return undefined
  const lines = opened.signed.flatMap(({ key }) => signaturesOf(parsed, key).map((one) => spellSignature(key, one)))
  return `${parsed.text}\n${lines.join('')}`
}

async function decide(memory: Memory, hash: string, given: Given): Promise<Answer> {
  if (memory.stopped.has(hash))
    return refuse(503, 'this witness could not write down what it signed; its operator must look')
  const held = memory.cosigned.get(hash)
  const status = judge(held?.checkpoint, given.request, given.checkpoint)
  const kind = contradiction(held?.checkpoint, given.checkpoint, status)
  if (kind) await accuse(memory, hash, kind, given)
  if (status === 409) return { status, body: spellSize(held?.checkpoint.size ?? 0), type: sizeType }
  if (status === 422) return refuse(422, 'this does not follow from what was cosigned before')
  return remember(memory, hash, given)
}

const accusations: Readonly<Record<Contradiction, string>> = {
  fork: 'signed two histories of size',
  unproved: 'was not shown to have grown to size',
}

/** Keeps what shows it. That it could not be kept is no reason to answer otherwise. */
async function accuse(memory: Memory, hash: string, kind: Contradiction, { checkpoint, body }: Given): Promise<void> {
  const { origin, size } = checkpoint
  try {
    const file = await memory.evidence.keep(hash, kind, memory.cosigned.get(hash)?.note ?? '', checkpoint, body)
    if (file) memory.tell(`${origin} ${accusations[kind]} ${size}; kept in ${file}`)
  } catch (error) {
    memory.tell(`${origin} ${accusations[kind]} ${size}; not kept: ${(error as Error).message}`)
  }
}

/** In the order of the standard. A new log's first checkpoint is taken as it is: there is nothing it could contradict. */
function judge(held: Checkpoint | undefined, { old, proof }: WitnessRequest, next: Checkpoint): 200 | 409 | 422 {
  const { size, root } = held ?? { size: 0, root: emptyRoot }
  if (old !== size) return 409
  if (old > 0) return isConsistent(old, root, next, proof) ? 200 : 422
  return proof.length === 0 && (next.size > 0 || equal(next.root, emptyRoot)) ? 200 : 422
}

/** A false proof of what we cosigned ourselves is a stranger's, and shows nothing about the log. */
function contradiction(held: Checkpoint | undefined, next: Checkpoint, status: number): Contradiction | undefined {
  if (held?.size === next.size) return equal(held.root, next.root) ? undefined : 'fork'
  return status === 422 && (held !== undefined || next.size === 0) ? 'unproved' : undefined
}

/** On the disk first, the answer after: a cosignature that left is never forgotten. */
async function remember(memory: Memory, hash: string, { checkpoint, signed }: Given): Promise<Answer> {
  const line = cosign(signed, memory.own.key, memory.now(), memory.own.sign)
  const note = `${signed}${line}`
  try {
    await memory.files.keep(hash, note)
  } catch (error) {
    memory.stopped.add(hash) // which of the two notes a restart will find is not known
    throw error
  }
  memory.cosigned.set(hash, { checkpoint, note })
  return { status: 200, body: line }
}
