// A court: an age key, a folder, and the steps that are printed, run with the tools they name and no other.
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { verifySteps } from '@citycop/client/reports/verify-steps.ts'
import { openWith, sealTo } from '@citycop/client/sealing/age-file.ts'
import { tarOf } from '@citycop/client/sealing/archive.ts'
import { newIdentity, recipientOf } from '@citycop/client/sealing/suite.ts'
import { signEnvelope } from '@citycop/protocol/contract/dsse.ts'
import { type Change, type List, payloadOf } from './hostile/export-changes.ts'

const tools = ['age', 'tar', 'jq', 'sha256sum', 'openssl']
const placeOf = (one: string) => spawnSync('/bin/sh', ['-c', `command -v ${one}`], { encoding: 'utf8' }).stdout.trim()
const absent = tools.filter((one) => placeOf(one) === '')
/** Options of a test that needs them. */
export const withTools = absent.length > 0 ? { skip: `not installed: ${absent.join(', ')}` } : {}

type Checked = { readonly status: number; readonly out: string; readonly errors: string }
export type Court = {
  readonly folder: string
  readonly identity: string
  readonly recipient: string
  /** By the indented lines of the steps, in an empty folder. */
  check(file: string, told: Record<string, string>): Promise<Checked>
  /** Changed, and sealed to the court again. `signSeed`: by the officer, who makes the list of contents fit what was changed. */
  tampered(exported: Uint8Array, change: Change, signSeed?: Uint8Array): Promise<string>
  close(): void
}

export async function openCourt(): Promise<Court> {
  const folder = mkdtempSync(join(tmpdir(), 'citycop-court-'))
  const identity = newIdentity('classic')
  const recipient = await recipientOf(identity)
  writeFileSync(join(folder, 'court.txt'), `${identity}\n`)
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const one of tools) symlinkSync(placeOf(one) || '/nowhere', join(bin, one))
  return {
    folder,
    identity,
    recipient,
    check(file, told) {
      const cwd = mkdtempSync(join(folder, 'empty-'))
      const known = { PATH: bin, EXPORT: file, IDENTITY: join(folder, 'court.txt'), RECIPIENT: recipient }
      return runSteps(cwd, { ...known, ...told })
    },
    async tampered(exported, change, signSeed) {
      const cwd = mkdtempSync(join(folder, 'changed-'))
      const list = await unpack(cwd, exported, identity)
      change(cwd, list)
      if (signSeed) signList(cwd, list, signSeed)
      const here = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
      const paths = here.map((one) => relative(cwd, join(one.parentPath, one.name)))
      const archive = tarOf(paths.map((path) => ({ path, content: readFileSync(join(cwd, path)) })))
      const { header, payload } = await sealTo([recipient], archive)
      writeFileSync(`${cwd}.age`, Buffer.concat([header, payload]))
      return `${cwd}.age`
    },
    close: () => rmSync(folder, { recursive: true }),
  }
}

const commands = verifySteps
  .split('\n')
  .filter((line) => line.startsWith('    '))
  .map((line) => line.slice(4))
  .join('\n')

function runSteps(cwd: string, env: Record<string, string>): Promise<Checked> {
  return new Promise((resolve) => {
    const child = execFile('/bin/sh', ['-c', commands], { cwd, env }, (_error, out, errors) =>
      resolve({ status: child.exitCode ?? -1, out, errors }),
    )
  })
}

async function unpack(cwd: string, exported: Uint8Array, identity: string): Promise<List> {
  writeFileSync(`${cwd}.tar`, (await openWith(identity, exported)) ?? assert.fail('the court cannot open it'))
  execFileSync('tar', ['xf', `${cwd}.tar`], { cwd })
  return payloadOf<List>(readFileSync(join(cwd, 'manifest.json'), 'utf8'))
}

function signList(cwd: string, list: List, signSeed: Uint8Array): void {
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  const files = list.files.map((one) => ({ ...one, sha256: hash(join(cwd, one.path)) }))
  const manifest = signEnvelope('export', Buffer.from(JSON.stringify({ ...list, files })), signSeed)
  writeFileSync(join(cwd, 'manifest.json'), JSON.stringify(manifest))
}
