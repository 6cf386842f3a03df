import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { clusterFolder, prepareData } from './state-folder.ts'

const isRoot = process.getuid?.() === 0
const needsRoot = isRoot ? false : 'needs root'
let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'citycop-state-'))
  chmodSync(folder, 0o711)
})
after(() => rmSync(folder, { recursive: true }))

test('a data folder is made where it is missing, closed to others', () => {
  const data = join(folder, 'deep/data')
  prepareData(data)
  assert.equal(statSync(data).mode & 0o066, 0)
})

test('a file in the place of the data folder is refused', () => {
  writeFileSync(join(folder, 'file'), '')
  assert.throws(() => prepareData(join(folder, 'file')), /cannot be written/)
  assert.throws(() => prepareData(join(folder, 'file/data')), /cannot be made/)
})

test('a data folder that cannot be written is refused', { skip: isRoot ? 'root may write anywhere' : false }, () => {
  const data = join(folder, 'closed')
  mkdirSync(data, { mode: 0o500 })
  assert.throws(() => prepareData(data), /cannot be written by this user/)
})

test('a nearly full disk is refused before anything is begun', (t) => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=50m', 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    return t.skip('no small disk can be mounted here')
  }
  try {
    assert.throws(() => prepareData(join(disk, 'data')), /has only \d\d MB of disk left; CITYCoP needs 200 MB/)
  } finally {
    execFileSync('umount', [disk])
  }
})

test('the database lies in the data folder', () => {
  const data = join(folder, 'plain')
  prepareData(data)
  assert.equal(clusterFolder(data), join(data, 'postgres'))
})

test('where root’s PostgreSQL cannot get in, the database lies elsewhere and stays there', { skip: needsRoot }, () => {
  const closed = join(folder, 'home')
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(closed, { mode: 0o700 })
  const data = join(closed, 'data')
  prepareData(data)
  const cluster = clusterFolder(data, elsewhere)
  assert.ok(cluster.startsWith(elsewhere))
  mkdirSync(join(data, 'instance'))
  assert.equal(clusterFolder(data, elsewhere), cluster)
  chmodSync(closed, 0o711)
  assert.equal(clusterFolder(data, elsewhere), cluster, 'opening the way does not lead to an empty database')
})

test('a database that is gone is not replaced by an empty one', { skip: needsRoot }, () => {
  const closed = join(folder, 'home2')
  const elsewhere = join(folder, 'elsewhere2')
  mkdirSync(closed, { mode: 0o700 })
  const data = join(closed, 'data')
  prepareData(data)
  clusterFolder(data, elsewhere)
  mkdirSync(join(data, 'instance'))
  rmSync(elsewhere, { recursive: true })
  assert.throws(() => clusterFolder(data, elsewhere), /which is gone/)
  assert.equal(existsSync(elsewhere), false)
})

test('a data folder made anew under an old name does not find the old one’s reports', { skip: needsRoot }, () => {
  const closed = join(folder, 'home3')
  mkdirSync(closed, { mode: 0o700 })
  const data = join(closed, 'data')
  const made = () => {
    prepareData(data)
    return clusterFolder(data, join(folder, 'elsewhere3'))
  }
  const old = made()
  rmSync(data, { recursive: true })
  assert.notEqual(made(), old)
})
