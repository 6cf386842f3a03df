import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { basemapAddress } from '@citycop/protocol/pilots/basemap/basemap.ts'
import { publicAnswers } from '@citycop/protocol/pilots/public-answers.ts'
import { type PublicPilot, publicPilot } from '@citycop/protocol/pilots/public-pilot.ts'
import { publicServices } from '@citycop/protocol/pilots/public-services.ts'
import { parse } from 'valibot'
import { pilotsWithMap } from '../../testing/basemap/pilots-with-map.ts'
import { createTown } from '../../testing/town.ts'
import { CannotStart } from '../platform/cannot-start.ts'
import { readPilot } from './read-pilot.ts'

const checkout = join(import.meta.dirname, '../../pilots')
const scratch = mkdtempSync(join(tmpdir(), 'citycop-gate-'))
after(() => rmSync(scratch, { recursive: true }))

type Json = ReturnType<typeof JSON.parse>
/** A folder of pilots with one city, changed. */
function pilotsWith(file: string, change: (value: Json) => unknown): string {
  const folder = mkdtempSync(join(scratch, 'pilots-'))
  cpSync(join(checkout, 'portolume'), join(folder, 'portolume'), { recursive: true })
  const path = join(folder, 'portolume', file)
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))))
  return folder
}
const refusedWith = (code: string) => (error: unknown) => error instanceof Problem && error.code === code
const shownBy = async (origin: string): Promise<PublicPilot> =>
  parse(publicPilot, await (await fetch(`${origin}/pilot.json`)).json())

test('a city with a paper missing says so and takes nothing in, and what it shows holds nothing of its papers', async () => {
  const town = await createTown({
    instance: 'portolume',
    pilots: pilotsWith('papers.json', (papers) => ({ ...papers, processorContract: null })),
  })
  try {
    await assert.rejects(town.reports(), refusedWith('not-open'))
    const shown = await shownBy(town.origin)
    assert.deepEqual([shown.open, shown.missing], [false, [{ what: 'processor-contract' }]])
    const text = JSON.stringify(shown)
    for (const secret of ['confirmedBy', 'example opinion', 'example assessment', 'legal office', 'contact', 'lead'])
      assert.ok(!text.includes(secret), secret)
    const { on } = shown.there.find(({ what }) => what === 'impact-assessment') ?? {}
    assert.equal(on, '2026-11-02', 'that there is one, and of which day, everybody may know')
  } finally {
    await town.close()
  }
})

test('with nothing missing reports come in, but none of a group that no category received here belongs to', async () => {
  const pilots = pilotsWith('pilot.json', (pilot) => ({
    ...pilot,
    categories: pilot.categories.filter((one: Json) => !['drugs', 'tip'].includes(one.id)),
    elsewhere: ['drugs', 'tip'].map((id) => ({ id, who: { en: 'The customs.', it: 'La dogana.' }, phone: '117' })),
  }))
  const town = await createTown({ instance: 'portolume', pilots })
  try {
    assert.equal((await shownBy(town.origin)).open, true)
    assert.ok((await town.reports()).receipt)
    await assert.rejects(town.reports({ category: 'tip' }), refusedWith('wrong-unit'))
  } finally {
    await town.close()
  }
})

test('the texts for answers are served apart, in each of the city’s languages, and there are none without a pilot', async () => {
  const [withTexts, without] = [await createTown({ instance: 'portolume', pilots: checkout }), await createTown()]
  try {
    const read = async ({ origin }: typeof without) =>
      parse(publicAnswers, await (await fetch(`${origin}/answers.json`)).json()).answers
    assert.ok((await read(withTexts)).every(({ text }) => text.en && text.it))
    assert.ok(!('answers' in (await shownBy(withTexts.origin))))
    assert.deepEqual(await read(without), [])
  } finally {
    await withTexts.close()
    await without.close()
  }
})

test('services are served apart, in each of the city’s languages, and there are none without a pilot', async () => {
  const mapped = pilotsWithMap()
  const [listed, without] = [await createTown({ instance: 'portolume', pilots: mapped.folder }), await createTown()]
  try {
    const read = async ({ origin }: typeof without) =>
      parse(publicServices, await (await fetch(`${origin}/services.json`)).json()).services
    assert.ok((await read(listed)).every(({ title, what }) => title.en && title.it && what.en && what.it))
    const shown = await shownBy(listed.origin)
    assert.ok(!('services' in shown))
    const map = await fetch(listed.origin + basemapAddress(shown.basemap?.sha256 ?? ''))
    assert.equal((await map.arrayBuffer()).byteLength, shown.basemap?.bytes, 'a street map that is there is said to be')
    assert.deepEqual(await read(without), [])
  } finally {
    await listed.close()
    await without.close()
    mapped.drop()
  }
})

test('without an approved policy the city is not open, and with it, it is', async () => {
  const town = await createTown({ instance: 'portolume', pilots: checkout, policy: false })
  try {
    const { open, missing } = await shownBy(town.origin)
    assert.ok(!('basemap' in (await shownBy(town.origin))), 'no street map is told of where there is none')
    assert.deepEqual([open, missing.map(({ what }) => what).includes('policy')], [false, true])
  } finally {
    await town.close()
  }
})

test('a city of which no pilot is known takes nothing in, once pilots are asked for', async () => {
  const town = await createTown({ pilots: checkout })
  try {
    await assert.rejects(town.reports(), refusedWith('not-open'))
    assert.equal((await fetch(`${town.origin}/pilot.json`)).status, 404)
  } finally {
    await town.close()
  }
})

test('a pilot that is malformed keeps the server from starting, with the file and what is wrong', () => {
  const cannot = (pilots: string, sentence: RegExp) =>
    assert.throws(
      () => readPilot(scratch, pilots, 'portolume'),
      (error) => error instanceof CannotStart && sentence.test(error.message),
    )
  cannot(
    pilotsWith('pilot.json', (pilot) => ({ ...pilot, kind: 'sheriff' })),
    /portolume\/pilot\.json is malformed: kind: /,
  )
  const folder = pilotsWith('papers.json', (papers) => papers)
  writeFileSync(join(folder, 'portolume/papers.json'), '{')
  cannot(folder, /papers\.json is not JSON/)
  rmSync(join(folder, 'portolume/papers.json'))
  cannot(folder, /papers\.json is missing/)
  assert.equal(readPilot(scratch, folder, 'atlantis'), undefined)
})

test('what was put beside the city’s keys counts before the checkout’s', () => {
  const data = mkdtempSync(join(scratch, 'data-'))
  mkdirSync(join(data, 'instance'))
  cpSync(join(checkout, 'firenze'), join(data, 'instance/pilot'), { recursive: true })
  assert.equal(readPilot(data, checkout, 'portolume')?.pilot.id, 'firenze')
})

test('the keys that a demo’s founding drew are those of its services, and a city that is no demo knows nothing of them', () => {
  const data = mkdtempSync(join(scratch, 'demo-'))
  mkdirSync(join(data, 'instance'))
  const keys = { 'home-shelter': `age1${'q'.repeat(58)}` }
  const known = (demo: boolean) =>
    readPilot(data, checkout, 'portolume', demo)?.pilot.services?.flatMap(({ recipient }) => recipient ?? [])
  assert.deepEqual(known(true), [], 'a demo that an earlier version founded')
  writeFileSync(join(data, 'instance/services.json'), JSON.stringify({ v: 1, keys }))
  assert.deepEqual([known(true), known(false)], [Object.values(keys), []])
  writeFileSync(join(data, 'instance/services.json'), '{"v":1,"keys":{"home-shelter":"age1"}}')
  assert.throws(() => known(true), /services\.json is malformed: keys/)
})
