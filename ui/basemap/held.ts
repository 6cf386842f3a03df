// The street map in this page's memory, once for all screens of it. It goes with the page.
import type { BasemapThere } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { type Archive, openArchive } from '@citycop/protocol/pilots/basemap/open-archive.ts'
import { type Asked, fetchBasemap, type NoBasemap } from './fetch-basemap.ts'
import { gunzip } from './gunzip.ts'

let held: { readonly sha256: string; readonly archive: Archive } | undefined

export const heldBasemap = ({ sha256 }: BasemapThere): Archive | undefined =>
  held?.sha256 === sha256 ? held.archive : undefined

export async function bringBasemap(there: BasemapThere, asked: Asked): Promise<Archive | NoBasemap | 'unread'> {
  const file = await fetchBasemap(there, asked)
  if (typeof file === 'string') return file
  const opened = await openArchive(file, gunzip, pause)
  if ('problem' in opened) return 'unread'
  held = { sha256: there.sha256, archive: opened.found }
  return opened.found
}

const slice = 8 // milliseconds: half of a picture on the screen
let since = 0

/** Lets a finger be heard, when one slice was long enough. */
function pause(): Promise<void> | undefined {
  if (performance.now() - since < slice) return undefined
  return new Promise((go) =>
    setTimeout(() => {
      since = performance.now()
      go()
    }),
  )
}
