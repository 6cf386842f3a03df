// Fetches a sealed attachment part by part and opens it on the desk.
import { readAttachment as route } from '@citycop/protocol/attachments/contract.ts'
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { concat } from '@citycop/protocol/contract/bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { partSize } from '@citycop/protocol/contract/size-class.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import type { OpenedReport } from '../reports/open-report.ts'
import { openFile } from './seal-file.ts'

export type ReadFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }

/** @throws Problem, Unreachable, Error when the file is not the one the message names */
export async function readAttachment(
  desk: Desk,
  opened: OpenedReport,
  blob: string,
  onPart: (done: number, of: number) => void = () => {},
): Promise<ReadFile> {
  const file = opened.messages.flatMap((one) => one.files).find((one) => one.blob === blob)
  if (!file) throw new Problem('not-found')
  const of = Math.ceil(file.sealedSize / partSize)
  const parts: Uint8Array[] = []
  for (let part = 0; part < of; part++) {
    parts.push(await call(desk.instance.server, route, { ref: opened.ref, id: blob, part, ...opened.why }, desk.token))
    onPart(part + 1, of)
  }
  const bytes = await openFile(fromBase64(file.header), concat(...parts), file.attKey, file)
  return { name: file.name, type: file.type, bytes }
}
