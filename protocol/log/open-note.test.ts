import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedSecret, smallLog, smallWitness } from '../../testing/small-log.ts'
import { cosign } from './cosignature.ts'
import { parseKey } from './note.ts'
import { openNote } from './open-note.ts'

const log = smallLog('citycop.testville.example/log/1', fixedSecret(1))
const witness = smallWitness('a.example/w', fixedSecret(10))
const note = log.checkpoint(11)
const line = cosign(note, witness.key, 7, witness.sign)

test('a checkpoint that another software signed opens with its published key', () => {
  const key = parseKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8')
  const others = [
    'go.sum database tree\n15067302\ngJyioq6dwR9n+NjEWORfYmH+ubeYm3kH42BBQ0bTpYI=\n\n',
    '\u2014 sum.golang.org Az3grp1rvWOs5NKlr/xR4GLN/CDyzzakmt1o61uSxYKpK1SerqOP2ClbX/peKUZjYnyomH5Xz7GZG3TpB7OeKn4E2ww=\n',
    '\u2014 test.example.com qTGhC/xIPQ0AXKHK6Y+9ypRfuvMZWPjRXM8NiOg5M1WREn07VQXyuIXM3NRNav3ieVFLUqDRK77PWDmL6w8w84UqeAw=\n',
  ].join('')
  assert.deepEqual(openNote(others, [key])?.signed, [{ key }])
})

test('a note tells which of the known keys signed it, and when a witness did', () => {
  assert.deepEqual(openNote(note + line, [witness.key, log.key])?.signed, [
    { key: witness.key, time: 7 },
    { key: log.key },
  ])
  assert.deepEqual(openNote(note + line, [])?.signed, [])
})

test('one bad line by a known key refuses the note; by an unknown one it is nothing', () => {
  const spoilt = line.replace(/.{4}\n$/, 'AAA=\n')
  assert.equal(openNote(note + spoilt, [log.key, witness.key]), undefined)
  assert.equal(openNote(note + line + spoilt, [witness.key]), undefined)
  assert.equal(openNote(note + note.split('\n\n')[1], [log.key]), undefined, 'twice is once too often')
  assert.deepEqual(openNote(note + spoilt, [log.key])?.signed, [{ key: log.key }])
})

test('a key’s name with another’s hash is nobody’s', () => {
  const other = smallLog(log.key.name, fixedSecret(2))
  assert.deepEqual(openNote(note, [other.key])?.signed, [])
})
