// Files a person attaches, read and refused before anything is sealed or sent.
import { readFileSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { DraftFile } from '@citycop/client/attachments/seal-file.ts'
import { mostFiles } from '@citycop/protocol/reports/contract.ts'
import type { Given, Option } from './command.ts'
import { Refused } from './refusal.ts'

const largest = 100_000_000
const types: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.heic': 'image/heic',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
}

export const attachOption: Option = {
  value: 'FILE',
  says: `a file to seal with it, at most 100 MB each and ${mostFiles} in all`,
  many: true,
}

export function attachedFiles(given: Given): DraftFile[] {
  const paths = given.all('attach')
  if (paths.length > mostFiles) throw new Refused('too-many-files', `at most ${mostFiles} files can be attached`)
  return paths.map((path) => {
    const found = statSync(path)
    if (!found.isFile()) throw new Refused('file', `${path} is not a file`)
    if (found.size > largest) throw new Refused('too-large', `${path} is larger than 100 MB`)
    const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream'
    return { name: basename(path), type, bytes: new Uint8Array(readFileSync(path)) }
  })
}
