// People who report at once, and remember what they were promised: who heard an answer holds a receipt that was checked; who
// heard none still has the sealed report and may send it again.
import { setTimeout as moment } from 'node:timers/promises'
import { connect, type Instance } from '@citycop/client/keys/connect.ts'
import { type Receipt, receiptFrom } from '@citycop/client/log/verify-receipt.ts'
import type { PassphraseKeys } from '@citycop/client/sealing/derive.ts'
import { beginUpload, uploadPart } from '@citycop/protocol/attachments/contract.ts'
import { beginBytes, partBytes } from '@citycop/protocol/attachments/part-bytes.ts'
import { fromBase64, toBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat, fromHex, u32 } from '@citycop/protocol/contract/bytes.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { sha256 } from '../../server/platform/hash.ts'
import { signerFrom } from '../../server/platform/signing.ts'
import { memory } from '../town.ts'
import { send } from './request.ts'
import { freshKeys, type QuickReport, quickReport } from './sealed.ts'

export type Held = { readonly keys: PassphraseKeys; readonly receipt: Receipt; readonly files: number }
export type Crowd = {
  readonly held: Held[]
  /** Sealed and sent, and nothing was heard. */
  readonly unheard: QuickReport[]
  /** Answers that were neither a receipt nor "try again". */
  readonly strange: string[]
}
const mayTryAgain = new Set([503])

export const newCrowd = (): Crowd => ({ held: [], unheard: [], strange: [] })

/** Until `stopped` says so, so many people report, one after the other each. */
export async function reportAtOnce(crowd: Crowd, origin: string, pins: Pins, people: number, stopped: () => boolean) {
  const device = await connect(origin, { memory: memory(), pins })
  const one = async (): Promise<void> => {
    while (!stopped()) {
      const files =
        crowd.held.length % 7 === 0 ? [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(99) }] : []
      const report = await quickReport(device, await freshKeys(device), files)
      if (!(await sendQuick(crowd, device, report))) return
    }
  }
  await Promise.all(Array.from({ length: people }, one))
}

/** Settles when so many receipts are held. @throws Error when somebody was refused: then nobody would ever hold that many */
export async function untilHeld(crowd: Crowd, count: number): Promise<void> {
  while (crowd.held.length < count) {
    if (crowd.strange.length > 0) throw new Error(`a report was refused: ${crowd.strange[0]}`)
    await moment(5)
  }
}

/** False when the server is gone. */
export async function sendQuick(crowd: Crowd, device: Instance, report: QuickReport): Promise<boolean> {
  const { request, blobs, keys, id } = report
  try {
    const uploads = await Promise.all(blobs.map((blob) => upload(device, keys, blob)))
    const refused = uploads.find(({ status }) => status !== 200)
    const answer = refused ?? (await send(device.server.origin, '/submit', request))
    if (answer.status !== 200) {
      if (!mayTryAgain.has(answer.status)) crowd.strange.push(`${answer.status} ${answer.text.slice(0, 200)}`)
      crowd.unheard.push(report)
      return true
    }
    crowd.held.push({
      keys,
      receipt: receiptFrom(device, JSON.parse(answer.text), id, keys.reference),
      files: blobs.length,
    })
    return true
  } catch (error) {
    crowd.unheard.push(report)
    if (!(error instanceof TypeError)) throw error // fetch says so when nobody answers
    return false
  }
}

/** What is stored already is not sent again. The first answer that was a refusal, or the last. */
async function upload({ server, pins }: Instance, keys: PassphraseKeys, blob: QuickReport['blobs'][number]) {
  const signer = signerFrom(keys.signSeed)
  const begin = { v: 1 as const, instance: pins.instance, id: blob.id, mailboxPk: keys.mailboxPk, size: blob.size }
  const sig = toBase64(signer.sign(beginBytes(begin)))
  let answer = await send(server.origin, beginUpload.path, { ...begin, sig, work: toBase64(new Uint8Array(64)) })
  const stored: unknown[] = answer.status === 200 ? JSON.parse(answer.text).parts : []
  for (const [n, part] of blob.parts.entries()) {
    if (answer.status !== 200) break
    if (stored[n] !== null) continue
    const signed = signer.sign(partBytes(blob.id, n, sha256(part)))
    const framed = concat(fromHex(blob.id), u32(n), fromBase64(keys.mailboxPk), signed, part)
    answer = await send(server.origin, uploadPart.path, framed, { type: 'application/octet-stream' })
  }
  return answer
}
