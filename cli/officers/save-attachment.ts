// Writes a stranger's file under a stranger's name, inside the folder the officer chose and nowhere else.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const longest = 120

/** What is left of a name when it can no longer mean another place, another kind of file on screen, or a device of Windows. */
export function safeName(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? ''
  const plain = base
    .normalize('NFC')
    .replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069<>:"|?*]/gu, '_')
    .replace(/^[\s.-]+|[\s.]+$/g, '') // no hidden file, no ".", "..", and nothing a command takes for an option
  const [stem, extension] = split(plain)
  const named = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `file-${stem}` : stem
  return `${[...named].slice(0, longest).join('') || 'file'}${extension}`
}

const split = (name: string): [string, string] => {
  const [, stem = name, extension = ''] = /^(.+?)(\.[^.]{1,12})?$/s.exec(name) ?? []
  return [stem, extension]
}

/** Where it was written. Never over a file and never through a link: each name is made new. */
export function saveAttachment(folder: string, name: string, content: Uint8Array): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const [stem, extension] = split(safeName(name))
  for (let copy = 1; copy < 1000; copy++) {
    const path = join(folder, copy === 1 ? `${stem}${extension}` : `${stem} (${copy})${extension}`)
    try {
      writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
      return path
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  throw new Error('a thousand files of this name lie in the folder')
}
