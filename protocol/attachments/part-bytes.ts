// What the mailbox key signs when it begins an upload and for each part: nobody else can fill or overwrite it.
import { type Bytes, bytes, concat, fromHex, u32 } from '../contract/bytes.ts'
import { canonical, type Json } from '../contract/canonical.ts'
import { preAuthentication } from '../contract/dsse.ts'

export const beginBytes = (begin: Readonly<Record<string, Json>>): Bytes => {
  const { sig: _sig, work: _work, ...rest } = begin
  return preAuthentication('application/vnd.citycop.attachment-begin.v1+json', bytes(canonical(rest)))
}

export const partBytes = (id: string, part: number, hash: Uint8Array): Bytes =>
  preAuthentication('application/vnd.citycop.attachment-part.v1', concat(fromHex(id), u32(part), hash))
