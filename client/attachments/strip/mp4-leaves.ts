// The boxes that playing needs and that tell something all the same: times, names of programs, paths of files.
import { type Changes, hasAny } from './changes.ts'
import { type Box, boxAt, boxesIn } from './mp4-boxes.ts'
import { big, letters, Unreadable } from './numbers.ts'
import { type Tale, talesIn } from './tales.ts'

const visualHead = 86 // an entry for pictures: its own head, sizes, the name of the compressor, then boxes

/** Not inside the file: what a film says there, we cannot see. @throws Unreadable */
export function clearLeaf(file: Uint8Array, box: Box, to: Changes): void {
  if (['mvhd', 'tkhd', 'mdhd'].includes(box.type)) clearTimes(file, box, to)
  if (box.type === 'hdlr') clear(file, box.inner + 12, box.to, to) // who made the handler, and its name
  if (box.type === 'dref') clearSources(file, box, to)
  if (box.type === 'stsd') clearEntries(file, box, to)
}

function clear(file: Uint8Array, from: number, end: number, to: Changes, tale?: Tale): void {
  if (from > end) throw new Unreadable('a box too short for what it is')
  if (!hasAny(file, from, end)) return
  to.changes.push({ from, to: end })
  to.tells.push(...(tale ? [tale] : talesIn(file.subarray(from, end))))
}

/** When it was made and last changed: two numbers, of eight bytes in version 1. */
function clearTimes(file: Uint8Array, { inner, to: end }: Box, to: Changes): void {
  const length = big(file, inner, 1) === 1 ? 16 : 8
  if (inner + 4 + length > end) throw new Unreadable('a box too short for what it is')
  clear(file, inner + 4, inner + 4 + length, to, 'time')
}

/** Each source is "this file itself"; a path or an address of another one goes, and where it is needed we give up. */
function clearSources(file: Uint8Array, { inner, to: end }: Box, to: Changes): void {
  for (const one of boxesIn(file, inner + 8, end)) {
    const isItself = (big(file, one.inner + 3, 1) & 1) === 1
    if (!isItself) throw new Unreadable('pictures or sound in another file')
    clear(file, one.inner + 4, one.to, to)
  }
}

/** Each kind of picture names its compressor, which may be a camera's own. */
function clearEntries(file: Uint8Array, { inner, to: end }: Box, to: Changes): void {
  for (const entry of boxesIn(file, inner + 8, end)) {
    if (!isVisual(file, entry)) continue
    clear(file, entry.from + 20, entry.from + 24, to) // the compressor's maker
    clear(file, entry.from + 50, entry.from + 82, to) // and its name
    for (let at = entry.from + visualHead; at + 8 <= entry.to; ) {
      const box = boxAt(file, at, entry.to)
      if (['uuid', 'udta', 'meta', 'free', 'skip'].includes(box.type)) {
        clear(file, box.inner, box.to, to)
        to.changes.push({ from: box.from + 4, to: box.from + 8, put: Uint8Array.from('free', letterCode) })
      }
      at = box.to
    }
  }
}

const letterCode = (letter: string): number => letter.charCodeAt(0)

const visual = /^(avc[1-4]|hvc1|hev1|dvh1|dvhe|dva1|dvav|av01|vp0[89]|mp4v|s263|h263|jpeg|mjp[ab]|ap[0-9a-z]{2}|encv)$/

const isVisual = (file: Uint8Array, entry: Box): boolean =>
  visual.test(letters(file, entry.from + 4, 4)) && entry.to - entry.from >= visualHead
