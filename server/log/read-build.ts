// The build that a door serves, and what its log entry says of it.
import { createHash } from 'node:crypto'
import { type BuildManifest, manifestFile, parseManifest } from '@citycop/protocol/log/build-manifest.ts'
import type { PublicContent } from '@citycop/protocol/log/public-content.ts'
import { type AppFile, readAppFiles } from '../platform/app-files.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import { sha256 } from '../platform/hash.ts'

export type Build = {
  /** Of build.json: what names this build. */
  readonly hash: Buffer
  readonly content: Omit<PublicContent<'build'>, 'not_before'>
}

/** Without a build for an app that has no build.json: nobody claims anything of it. */
export type Built = { readonly files: readonly AppFile[]; readonly build: Build | undefined }

/** @throws CannotStart when files and build.json differ */
export function readBuilt(dist: string | undefined): Built | undefined {
  const files = dist === undefined ? undefined : readAppFiles(dist)
  return files && { files, build: readBuild(dist ?? '', files) }
}

function readBuild(dist: string, files: readonly AppFile[]): Build | undefined {
  const spelt = files.find(({ path }) => path === manifestFile)?.body
  if (!spelt) return undefined
  const manifest = parseManifest(spelt)
  if (!manifest) throw new CannotStart(`${dist}/${manifestFile} is malformed; npm run build makes it anew`)
  const other = changed(manifest, files)
  if (other !== undefined)
    throw new CannotStart(`${dist}/${other} is not what ${manifestFile} says of it; npm run build makes both anew`)
  const { name, version, commit } = manifest
  const hash = sha256(spelt)
  const content = {
    v: 1,
    name,
    version,
    commit,
    manifest_sha256: hash.toString('hex'),
    sri: entryScripts(files),
  } as const
  return { hash, content: { ...content, sw_scope: '/' } }
}

/** A file that is another, is not named, or is not there. */
function changed({ files: named }: BuildManifest, files: readonly AppFile[]): string | undefined {
  const there = new Map(files.map(({ path, body }) => [path, sha256(body).toString('hex')]))
  there.delete(manifestFile)
  return [...new Set([...there.keys(), ...Object.keys(named)])].find((path) => there.get(path) !== named[path])
}

/** Subresource Integrity of the scripts that index.html begins with, as a page elsewhere could ask for them. */
function entryScripts(files: readonly AppFile[]): string[] {
  const page = files.find(({ path }) => path === 'index.html')?.body.toString() ?? ''
  const addresses = [...page.matchAll(/<script\b[^>]*\bsrc="\/([^"]+)"/g)].map((match) => match[1])
  return addresses.flatMap((address) => {
    const script = files.find(({ path }) => path === address)
    return script ? [`sha384-${createHash('sha384').update(script.body).digest('base64')}`] : []
  })
}
