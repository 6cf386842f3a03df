// Looks at what the city offers now. Whatever does not fit changes nothing but what the open pages say.
import { fromBase64 } from '@citycop/protocol/contract/base64.ts'
import { parsePayload } from '@citycop/protocol/contract/dsse.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { type BuildOffer, buildProof } from '@citycop/protocol/log/verify-build.ts'
import { get, read, sha256 } from './ask-city.ts'
import { compareBuild, comparePins } from './decide.ts'
import { dropPrevious, type Kept, readKept, writeKept } from './kept.ts'
import { openPages, type Refusal } from './scope.ts'
import { takeBuild } from './take-build.ts'

/** @throws when the city does not answer: that is no refusal, and the next visit asks again */
export async function checkOffer(): Promise<void> {
  const before = await readKept()
  const verdict = comparePins(before.pins, await read(await get('/pins.json')))
  if ('refused' in verdict) return refuse(before, verdict.refused)
  const { pins, anew } = verdict
  const kept = anew || !before.pins ? { ...(anew ? {} : before), pins } : before
  if (kept !== before) await writeKept(kept)
  await checkBuild(kept, pins)
}

async function checkBuild(kept: Kept, pins: Pins): Promise<void> {
  const answer = await get('/build.json')
  if (!answer.ok) return // a city that builds its app in another way
  const manifest = await answer.arrayBuffer()
  const hash = await sha256(manifest)
  if (hash === kept.inForce) return settle(kept)
  const offer = await readOffer(new Uint8Array(manifest))
  if (!offer) return // not published yet
  const verdict = compareBuild(offer, pins, Date.now())
  if ('refused' in verdict) return refuse(kept, verdict.refused)
  if (await takeBuild(kept, hash, verdict.build)) return tell(null)
  // The city may have changed its build while the files came.
  if ((await sha256(await (await get('/build.json')).arrayBuffer())) === hash) await refuse(kept, 'file')
}

async function readOffer(manifest: Uint8Array): Promise<BuildOffer | undefined> {
  const answer = await get('/build-proof')
  if (answer.status === 404) return undefined
  const { entry, proof } = parsePayload(buildProof, await read(answer)) ?? { entry: '', proof: '' }
  return { manifest, entry: fromBase64(entry), proof }
}

/** What is in force is what is offered. */
async function settle({ refused, ...kept }: Kept): Promise<void> {
  if (refused) await writeKept(kept)
  if (refused) await tell(null)
  await dropPrevious(kept)
}

async function refuse(kept: Kept, refused: Refusal): Promise<void> {
  if (kept.inForce === undefined) return // there is no checked build to keep: the app comes from the network
  await writeKept({ ...kept, refused })
  await tell(refused)
}

async function tell(refused: Refusal | null): Promise<void> {
  for (const page of await openPages()) page.postMessage({ refused })
}
