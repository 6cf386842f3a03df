// Files a person attaches, read, cleaned and refused before anything is sealed or sent.
import { readFileSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { prepareFile } from '@citycop/client/attachments/prepare-file.ts'
import type { DraftFile } from '@citycop/client/attachments/seal-file.ts'
import { mostFiles } from '@citycop/protocol/reports/contract.ts'
import type { Given, Options } from './command.ts'
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

export const attachOptions: Options = {
  attach: { value: 'FILE', says: `a file to seal with it, at most 100 MB each and ${mostFiles} in all`, many: true },
  'keep-metadata': { says: 'leave in the attached files what they tell about place, time and device' },
}
export const attachNote = `
From an attached JPEG, PNG, WebP, MP4, MOV, M4A or WebM, place, time and device are taken out on this machine, and a name that tells a
date is changed. With --keep-metadata the originals go, if that helps the police. The unit sees which of the two it was.`.trim()

export function attachedFiles(given: Given): DraftFile[] {
  const paths = given.all('attach')
  if (paths.length > mostFiles) throw new Refused('too-many-files', `at most ${mostFiles} files can be attached`)
  const keep = given.on('keep-metadata')
  return paths.map((path, index) => {
    const stat = statSync(path)
    if (!stat.isFile()) throw new Refused('file', `${path} is not a file`)
    if (stat.size > largest) throw new Refused('too-large', `${path} is larger than 100 MB`)
    const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream'
    const bytes = new Uint8Array(readFileSync(path))
    const { file, found } = prepareFile({ name: basename(path), type, bytes, keep }, index + 1)
    if (file.metadata === 'removed') given.show(`${path}: ${taken(found)}`)
    if (file.metadata === 'unremovable') given.warn(`note: ${path} may still tell ${untold}`)
    return file
  })
}

const untold = 'where, when and with what it was made: that cannot be taken out of this kind of file'
const taken = (found: readonly string[]) =>
  found.length === 0
    ? 'tells no place, time or device'
    : `taken out: ${found.map((one) => (one === 'other' ? 'other notes' : one)).join(', ')}`
