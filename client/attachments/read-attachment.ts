// Fetches a sealed attachment part by part and opens it on the desk.
import { readAttachment as route } from '@citycop/protocol/attachments/contract.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body } from '@citycop/protocol/contract/route.ts'
import { partSize } from '@citycop/protocol/contract/size-class.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import type { OpenedReport } from '../reports/open-report.ts'
import { openFile } from './seal-file.ts'

export type ReadFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** Why it is fetched: the purpose and reason of the logged act that let its header out. */
type Why = Omit<Body<typeof route>, 'ref' | 'id' | 'part'>

/** @throws Problem, Unreachable, Error when the file is not the one the message names */
export async function readAttachment(
  desk: Desk,
  opened: OpenedReport,
  blob: string,
  onPart: (done: number, of: number) => void = () => {},
): Promise<ReadFile> {
  const file = opened.messages.flatMap((one) => one.files).find((one) => one.blob === blob)
  if (!file) throw new Problem('not-found')
  const payload = await fetchParts(desk, opened.ref, file, opened.why, onPart)
  const bytes = await openFile(fromBase64(file.header), payload, file.attKey, file)
  return { name: file.name, type: file.type, bytes }
}

/** A sealed file as it lies on the server, without its header. */
export async function fetchParts(
  desk: Desk,
  ref: string,
  { blob, sealedSize }: { readonly blob: string; readonly sealedSize: number },
  why: Why,
  onPart: (done: number, of: number) => void = () => {},
): Promise<Uint8Array> {
  const of = Math.ceil(sealedSize / partSize)
  const parts: Uint8Array[] = []
  for (let part = 0; part < of; part++) {
    parts.push(await call(desk.instance.server, route, { ref, id: blob, part, ...why }, desk.token))
    onPart(part + 1, of)
  }
  return concat(...parts)
}
