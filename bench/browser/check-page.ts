// What runs in the browser: the client's own check of a report against the log, the bare hashing of as many bytes,
// and what a report takes before it leaves.
import type { Instance, Seen } from '@citycop/client/keys/connect.ts'
import { checkLog } from '@citycop/client/log/check-log.ts'
import type { Mailbox } from '@citycop/client/reports/read-mailbox.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { openCheckpoint, parseLogKey } from '@citycop/protocol/log/checkpoint.ts'
import { noPolicyYet } from '@citycop/protocol/policy/terms.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { sendReport } from './send-page.ts'

/** What a phone knows before it looks. */
export type Visit = {
  readonly pins: Pins
  readonly seen: Seen
  readonly keys: { readonly tagKey: string; readonly noticeKey: string }
  readonly mailbox: Mailbox
  readonly now: string
}
export type Checked = { readonly milliseconds: number; readonly state: string; readonly scanned: number }

async function check({ pins, seen, keys, mailbox, now }: Visit): Promise<Checked> {
  let kept = seen
  const memory = {
    read: () => kept,
    write: (next: Seen) => {
      kept = next
    },
  }
  const origin = (globalThis as unknown as { location: { origin: string } }).location.origin
  const directory = { policy: noPolicyYet } as Instance['directory'] // the check reads whether acts may be told later
  const instance: Instance = { server: { origin }, pins, memory, directory, demo: false }
  const secrets = { tagKey: fromBase64(keys.tagKey), noticeKey: fromBase64(keys.noticeKey) }
  // Whoever checks has connected before: the first signature, for which tables are made, was the directory's.
  openCheckpoint(seen.published?.note ?? '', parseLogKey(pins.logKey))
  const began = performance.now()
  const { check } = await checkLog(instance, secrets, mailbox, { now: new Date(now) })
  return { milliseconds: performance.now() - began, state: check.state, scanned: check.scanned }
}

/** A hash for each entry and each node over them, each over 65 bytes, and nothing else. */
function hashOnly(entries: number): number {
  const block = new Uint8Array(65)
  const began = performance.now()
  for (let count = 0; count < 2 * entries - 1; count++) block.set(sha256(block), 1)
  return performance.now() - began
}

/** The same hashes by the browser's own: each a promise, in batches of a bundle. */
async function hashNatively(entries: number): Promise<number> {
  const block = new Uint8Array(65)
  const began = performance.now()
  for (let done = 0; done < 2 * entries - 1; done += 256)
    await Promise.all(Array.from({ length: 256 }, () => crypto.subtle.digest('SHA-256', block)))
  return performance.now() - began
}

export const acts = { check, hashOnly, hashNatively, sendReport }
Object.assign(globalThis, { acts })
