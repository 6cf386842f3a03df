import assert from 'node:assert/strict'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { safeName, saveAttachment } from './save-attachment.ts'

const content = Uint8Array.of(1, 2, 3)
const hostile = [
  '../../evil',
  '/etc/passwd',
  '..\\..\\evil.exe',
  'C:\\evil.txt',
  '..',
  '.',
  '',
  '.bashrc',
  '-rf',
  'a\u0000b',
  'a\nb',
]

function inFolder(act: (folder: string) => void): void {
  const parent = mkdtempSync(join(tmpdir(), 'citycop-save-'))
  try {
    act(join(parent, 'files'))
    assert.deepEqual(readdirSync(parent), ['files'], 'something was written outside the folder')
  } finally {
    rmSync(parent, { recursive: true })
  }
}

test('no name leads out of the folder, hides a file, or looks like an option', () =>
  inFolder((folder) => {
    for (const name of hostile) {
      const path = saveAttachment(folder, name, content)
      assert.ok(path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'), name)
    }
    const names = readdirSync(folder)
    assert.equal(names.length, hostile.length)
    for (const name of names) assert.match(name, /^[^.\-/\\\p{Cc}][^/\\\p{Cc}]*$/u)
  }))

test('nothing is overwritten, and no link is followed', () =>
  inFolder((folder) => {
    const first = saveAttachment(folder, 'photo.jpg', content)
    writeFileSync(first, 'mine')
    symlinkSync(join(folder, 'target'), join(folder, 'link.jpg'))
    assert.match(saveAttachment(folder, 'photo.jpg', content), /photo \(2\)\.jpg$/)
    assert.match(saveAttachment(folder, 'link.jpg', content), /link \(2\)\.jpg$/)
    assert.equal(readFileSync(first, 'utf8'), 'mine')
    assert.ok(!existsSync(join(folder, 'target')))
    assert.equal(statSync(join(folder, 'photo (2).jpg')).mode & 0o777, 0o600)
  }))

test('a name that reads backwards or is a device of Windows is spelt harmlessly; a plain one is kept', () => {
  assert.equal(safeName('invoice\u202egpj.exe'), 'invoice_gpj.exe')
  assert.equal(safeName('CON.txt'), 'file-CON.txt')
  assert.equal(safeName('la città di notte.jpeg'), 'la città di notte.jpeg')
  assert.equal(safeName(`${'x'.repeat(400)}.png`).length, 124)
})
