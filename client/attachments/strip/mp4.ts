// An MP4 or QuickTime film or sound of its pictures and sound alone. Only boxes that playing needs stay; every other becomes `free`
// and zeros. Tracks that are neither picture nor sound (a position each second, a clock) go with all that they hold.
import type { Changes } from './changes.ts'
import { free } from './free-box.ts'
import { type Box, boxesIn, findBox, mostBoxes, topBoxes } from './mp4-boxes.ts'
import { clearLeaf } from './mp4-leaves.ts'
import { gapsIn, type Range, samplesOf } from './mp4-samples.ts'
import { letters, Unreadable } from './numbers.ts'
import { talesIn } from './tales.ts'

/** What may stand in what; the empty name is the file itself. */
const playing: Readonly<Record<string, readonly string[]>> = {
  '': ['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'mfra'],
  moov: ['mvhd', 'trak', 'mvex', 'iods'],
  mvex: ['mehd', 'trex', 'trep'],
  trak: ['tkhd', 'edts', 'mdia', 'tapt'],
  edts: ['elst'],
  mdia: ['mdhd', 'hdlr', 'minf', 'elng'],
  minf: ['vmhd', 'smhd', 'hdlr', 'dinf', 'stbl'],
  dinf: ['dref'],
  stbl: 'stsd stts ctts stss stsc stsz stz2 stco co64 sdtp sbgp sgpd stps cslg subs saiz saio padb stdp stsh'.split(
    ' ',
  ),
  moof: ['mfhd', 'traf'],
  traf: 'tfhd tfdt trun sdtp sbgp sgpd subs saiz saio senc'.split(' '),
  mfra: ['tfra', 'mfro'],
}
const mostDataBoxes = 64

type Reading = Changes & { readonly file: Uint8Array; readonly kept: Box[]; readonly dropped: Box[]; boxes: number }

/** @throws Unreadable */
export function stripMp4(file: Uint8Array): Changes {
  const reading: Reading = { file, changes: [], tells: [], kept: [], dropped: [], boxes: 0, end: file.length }
  const top = topBoxes(file, ['moov', 'mdat'])
  reading.end = top.at(-1)?.to ?? 0
  if (reading.end < file.length) reading.tells.push(...talesIn(file.subarray(reading.end)))
  if (!top.some(({ type }) => type === 'moov')) throw new Unreadable('a film without a table of what is in it')
  for (const box of top) look(reading, box, '')
  if (reading.kept.length === 0) throw new Unreadable('neither picture nor sound')
  wipeSamples(reading, top)
  return reading
}

function look(reading: Reading, box: Box, inside: string): void {
  const { file, kept, dropped } = reading
  if (++reading.boxes > mostBoxes) throw new Unreadable('too many boxes')
  const isTrack = box.type === 'trak'
  const stays = playing[inside]?.includes(box.type) === true && !(isTrack && !isPlayed(file, box))
  if (isTrack) (stays ? kept : dropped).push(box)
  if (!stays) free(file, box, reading)
  else if (!playing[box.type]) clearLeaf(file, box, reading)
  else for (const one of boxesIn(file, box.inner, box.to)) look(reading, one, box.type)
}

function isPlayed(file: Uint8Array, track: Box): boolean {
  const handler = findBox(file, track, 'mdia', 'hdlr')
  return handler !== undefined && ['vide', 'soun'].includes(letters(file, handler.inner + 8, 4))
}

/** What lies among pictures and sound and belongs to neither. */
function wipeSamples({ file, kept, dropped, changes }: Reading, top: readonly Box[]): void {
  if (top.some(({ type }) => type === 'moof')) {
    if (dropped.length > 0) throw new Unreadable('a track in fragments, whose samples we do not look for')
    return
  }
  const data = top.filter(({ type }) => type === 'mdat').map(({ inner, to }): Range => ({ from: inner, to }))
  if (data.length > mostDataBoxes) throw new Unreadable('too many boxes')
  const lies = ({ from, to }: Range): boolean => data.some((one) => from >= one.from && to <= one.to)
  const samples = kept.map((track) => samplesOf(file, track))
  const staying = samples.flatMap(({ ranges }) => ranges)
  const areExact = samples.every(({ exact }) => exact)
  const going = areExact
    ? data.flatMap((one) => gapsIn(one, staying))
    : dropped.flatMap((track) => samplesOf(file, track).ranges)
  if (![staying, going].every((ranges) => ranges.every(lies)))
    throw new Unreadable('pictures or sound that lie elsewhere')
  for (const range of going) changes.push(range)
}
