import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileName } from './file-name.ts'

test('a file keeps its honest name', () => {
  assert.equal(fileName('lampada rotta.jpg', 'file-1'), 'lampada rotta.jpg')
  assert.equal(fileName('фото.png', 'file-1'), 'фото.png')
})

test('a name cannot climb folders, hide, or show an ending that it does not have', () => {
  assert.equal(fileName('../../.ssh/authorized_keys', 'file-1'), '_.._.ssh_authorized_keys')
  assert.equal(fileName('.bashrc', 'file-1'), 'bashrc')
  assert.equal(fileName('photo\u202egnp.exe', 'file-1'), 'photognp.exe')
  assert.equal(fileName('a\u0000b\n.txt', 'file-1'), 'a_b_.txt')
  assert.equal(fileName('...', 'file-1'), 'file-1')
  assert.equal(fileName('', 'file-2'), 'file-2')
})

test('a long name is cut and keeps its ending', () => {
  const name = fileName(`${'a'.repeat(400)}.jpeg`, 'file-1')
  assert.equal(name.length, 100)
  assert.ok(name.endsWith('.jpeg'))
})
