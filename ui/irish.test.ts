// Node has the full tables of ICU, Chromium has none of Irish: what we say there must be what ICU says here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floor } from '@citycop/floor/floor.ts'
import { sayDay, sayMoment, sayShortDay, sayShortMoment } from './dates.ts'
import { irish } from './irish.ts'
import { languages } from './languages.ts'
import { takeOwnWords, type Unit } from './own-words.ts'
import { sayLanguage, sayList, sayNumber, sayPast, sayRegion, sayUnit } from './spoken.ts'

takeOwnWords('ga', irish)
const units: Unit[] = ['year', 'month', 'day', 'hour', 'minute', 'second']
const counts = Array.from({ length: 401 }, (_, count) => count)
const days = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2028, 0, 1 + i)).toISOString().slice(0, 10))

test('Node knows Irish here: without that, nothing below would mean anything', () => {
  assert.deepEqual(Intl.DateTimeFormat.supportedLocalesOf('ga'), ['ga'])
})

test('every day of a year and every moment is said in Irish as ICU says it', () => {
  const icu = (style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('ga-IE', style)
  const written = { day: 'numeric', year: 'numeric' } as const
  const long = icu({ ...written, month: 'long', timeZone: 'UTC' })
  const short = icu({ ...written, month: 'short', timeZone: 'UTC' })
  const moment = icu({ ...written, month: 'long', hour: '2-digit', minute: '2-digit' })
  const brief = icu({ dateStyle: 'medium', timeStyle: 'short' })
  for (const day of days) {
    assert.equal(sayDay(day, 'ga'), long.format(new Date(day)))
    assert.equal(sayShortDay(day, 'ga'), short.format(new Date(day)))
    for (const time of ['00:00', '09:07', '23:59']) {
      const at = `${day}T${time}:00Z`
      assert.equal(sayMoment(at, 'ga'), moment.format(new Date(at)))
      assert.equal(sayShortMoment(at, 'ga'), brief.format(new Date(at)))
    }
  }
  assert.equal(sayDay('2026-11-03', 'ga'), '3 Samhain 2026')
})

test('how long ago is said in Irish as ICU says it', () => {
  for (const numeric of ['auto', 'always'] as const) {
    const icu = new Intl.RelativeTimeFormat('ga-IE', { numeric })
    for (const unit of units)
      for (const count of counts)
        assert.equal(sayPast(count, unit, 'ga', numeric), icu.format(-count, unit), `${count} ${unit}, ${numeric}`)
  }
})

test('a span is said in Irish in whole words, where ICU would shorten them', () => {
  const icu = new Intl.RelativeTimeFormat('ga-IE')
  for (const unit of units)
    for (const count of counts) assert.equal(`${sayUnit(count, unit, 'ga')} ó shin`, icu.format(-count, unit))
  assert.equal(sayUnit(72, 'hour', 'ga'), '72 uair an chloig')
  const short = new Intl.NumberFormat('ga-IE', { style: 'unit', unit: 'hour', unitDisplay: 'long' })
  assert.equal(short.format(72), '72 u') // the day ICU says it in whole words, these may go
})

test('lists, numbers and names are said in Irish as ICU says them', () => {
  const list = new Intl.ListFormat('ga-IE')
  for (let length = 0; length <= 4; length++) {
    const items = ['a', 'b', 'c', 'd'].slice(0, length)
    assert.equal(sayList(items, 'ga'), list.format(items))
  }
  for (const value of [0, 999, 12_345, 1.25]) {
    assert.equal(sayNumber(value, 'ga'), new Intl.NumberFormat('ga-IE').format(value))
  }
  const [regions, named] = (['region', 'language'] as const).map((type) => new Intl.DisplayNames('ga', { type }))
  assert.equal(Object.keys(irish.regions).length, 27)
  for (const code of Object.keys(irish.regions)) assert.equal(sayRegion(code, 'ga'), regions?.of(code))
  for (const code of languages) assert.equal(sayLanguage(code, 'ga'), named?.of(code))
})

test('whatever country the floor names has an Irish name, and what has none is said as it stands', () => {
  const countries = Object.keys(floor.consentAge)
  assert.equal(countries.length, 27)
  assert.deepEqual(
    countries.filter((code) => !(code in irish.regions)),
    [],
  )
  assert.deepEqual([sayRegion('XX', 'ga'), sayLanguage('tlh', 'ga'), sayDay('never', 'ga')], ['XX', 'tlh', 'never'])
})
