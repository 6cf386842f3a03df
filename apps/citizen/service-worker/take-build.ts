// Fetches every file of a build that stands in the log, compares each with its hash, and only then puts the build in force.
import { pageHeaders } from '@citycop/protocol/contract/page-policy.ts'
import { addressOf, type BuildManifest } from '@citycop/protocol/log/build-manifest.ts'
import { get, sha256 } from './ask-city.ts'
import { cacheOf, type Kept, writeKept } from './kept.ts'

/** False when a file is not the one that the manifest names; then nothing of it is kept. @throws when the city does not answer */
export async function takeBuild(kept: Kept, hash: string, build: BuildManifest): Promise<boolean> {
  const name = cacheOf(hash)
  const whole = await fill(name, build).catch(async (error) => {
    await caches.delete(name)
    throw error
  })
  if (!whole) await caches.delete(name)
  else await putInForce(kept, hash)
  return whole
}

// One file after the other: whoever reads the page meanwhile needs the connection more.
async function fill(name: string, { files }: BuildManifest): Promise<boolean> {
  const cache = await caches.open(name)
  for (const [file, wanted] of Object.entries(files)) {
    const body = await (await get(addressOf(file))).arrayBuffer()
    if ((await sha256(body)) !== wanted) return false
    // With headers of our own: those that came with it are in no manifest.
    await cache.put(addressOf(file), new Response(body, { headers: pageHeaders(file) }))
  }
  return true
}

async function putInForce({ pins, inForce }: Kept, hash: string): Promise<void> {
  await writeKept({ ...(pins ? { pins } : {}), inForce: hash, ...(inForce ? { previous: inForce } : {}) })
}
