// Writes build.json into an app's dist: what the log will name, and what a phone compares every file with.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { manifestFile, spellManifest } from '@citycop/protocol/log/build-manifest.ts'
import { readAppFiles } from '../server/platform/app-files.ts'

/** `app`: whose version it is, and whose name, if the files lie elsewhere than in its dist. */
export function writeManifest(dist: string, app = dirname(dist)): void {
  rmSync(join(dist, manifestFile), { force: true })
  const { version } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'))
  const hash = (body: Buffer) => createHash('sha256').update(body).digest('hex')
  const files = Object.fromEntries(readAppFiles(dist).map(({ path, body }) => [path, hash(body)]))
  const manifest = spellManifest({ v: 1, name: basename(app), version, commit: commitOf(app), files })
  writeFileSync(join(dist, manifestFile), manifest)
}

/** Zeros for sources that came without their history. */
function commitOf(folder: string): string {
  const { stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' })
  const commit = stdout?.trim() ?? ''
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit) ? commit : '0'.repeat(40)
}
