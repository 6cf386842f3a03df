// What a build of an app is: the SHA-256 of every file that is served of it. An app's build.json is this in its one canonical
// spelling, so that the hash in the log names one build and no other.
import * as v from 'valibot'
import { type Bytes, bytes, text } from '../contract/bytes.ts'
import { canonical } from '../contract/canonical.ts'
import { hex } from '../contract/fields.ts'
import { publicContents } from './public-content.ts'

const { name, version, commit } = publicContents.build.entries
const largest = 262_144
/** Beside index.html; the one file of a build that cannot name itself. */
export const manifestFile = 'build.json'

// No name that an address could spell in two ways.
const path = v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/))

const buildManifest = v.strictObject({
  v: v.literal(1),
  /** The app's folder. */
  name,
  version,
  commit,
  files: v.pipe(
    v.record(path, hex(32)),
    v.check(
      (files) => files['index.html'] !== undefined && files[manifestFile] === undefined,
      'not the files of an app',
    ),
  ),
})
export type BuildManifest = v.InferOutput<typeof buildManifest>

/** @throws Error when it names what no build holds */
export const spellManifest = (manifest: BuildManifest): Bytes => bytes(canonical(v.parse(buildManifest, manifest)))

export function parseManifest(spelt: Uint8Array): BuildManifest | undefined {
  if (spelt.length > largest) return undefined
  try {
    const content = JSON.parse(text(spelt))
    const parsed = v.safeParse(buildManifest, content)
    return parsed.success && canonical(content) === text(spelt) ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** Under which address of the app a file is served. */
export const addressOf = (file: string): string => (file === 'index.html' ? '/' : `/${file}`)
