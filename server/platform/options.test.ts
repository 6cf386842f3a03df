import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { CannotStart } from './cannot-start.ts'
import { asArguments, help, parseCities, parseOptions } from './options.ts'
import { defaultPilot } from './pilots.ts'

const refused = (pattern: RegExp) => (error: unknown) => error instanceof CannotStart && pattern.test(error.message)

test('without options everything has its place, whatever folder one stands in', () => {
  const { port, host, data, demo, limits, suite } = parseOptions([], '/somewhere') ?? {}
  assert.deepEqual(
    { port, host, demo, limits, suite },
    { port: 8080, host: '127.0.0.1', demo: true, limits: true, suite: undefined },
  )
  assert.equal(data, join(import.meta.dirname, '../../data'))
})

test('a data folder is meant from where the person stands', () => {
  assert.equal(parseOptions(['--data', 'mine'], '/somewhere')?.data, '/somewhere/mine')
  assert.equal(parseOptions(['--data', '/other'], '/somewhere')?.data, '/other')
})

test('another pilot than the default one has a folder of its own, unless one is named', () => {
  const folderOf = (...args: string[]) => parseOptions(args, '/somewhere')?.data
  assert.equal(folderOf('--pilot', defaultPilot()), folderOf())
  assert.equal(folderOf('--pilot', 'lisboa'), `${folderOf()}-lisboa`)
  assert.equal(folderOf('--pilot', 'lisboa', '--data', '/other'), '/other')
})

test('several cities get folders of their own and three ports each; one stays as it was', () => {
  const found = (...args: string[]) =>
    parseCities(args, '/somewhere')?.map(({ pilot, data, port }) => [pilot, data, port])
  const two = ['--pilot', 'lisboa', '--pilot', 'dublin']
  const data = join(import.meta.dirname, '../../data')
  assert.deepEqual(found(...two), [
    ['lisboa', `${data}-lisboa`, 8080],
    ['dublin', `${data}-dublin`, 8083],
  ])
  assert.deepEqual(found(...two, '--data', 'mine', '--port', '9000'), [
    ['lisboa', '/somewhere/mine/lisboa', 9000],
    ['dublin', '/somewhere/mine/dublin', 9003],
  ])
  assert.deepEqual(found('--pilot', 'lisboa', '--data', 'mine'), [['lisboa', '/somewhere/mine', 8080]])
  assert.deepEqual(parseCities([], '/somewhere'), [parseOptions([], '/somewhere')])
})

test('a city twice, a database put back for several, ports that are none and two cities in one process are refused', () => {
  const two = ['--pilot', 'lisboa', '--pilot', 'dublin']
  assert.throws(() => parseCities([...two, '--pilot', 'lisboa']), refused(/lisboa is given twice/))
  assert.throws(() => parseCities([...two, '--recover-log']), refused(/one city at a time/))
  assert.throws(() => parseCities([...two, '--port', '65533']), refused(/not enough ports/))
  assert.throws(() => parseOptions(two), refused(/one process serves one city/))
})

const wrong: [string[], RegExp][] = [
  [['--prot', '9000'], /--prot.*--help explains every option/],
  [['9000'], /9000.*--help/],
  [['--port', 'many'], /--port must be a number from 1 to 65534, not many/],
  [['--port', '65535'], /not 65535/],
  [['--port', '0'], /not 0/],
  [['--suite', 'rot13'], /--suite must be pq or classic, not rot13/],
  [['--limits', 'perhaps'], /--limits must be on or off, not perhaps/],
  [['--port'], /--port/],
  [['--pilot', 'atlantis'], /no pilot atlantis, only .*, lisboa/],
  [['--pilot', '../lisboa'], /no pilot/],
  [['--pilot', 'template'], /no pilot template/],
]
for (const [args, pattern] of wrong)
  test(`${args.join(' ')} is refused in one sentence`, () => {
    assert.throws(() => parseOptions(args), refused(pattern))
    assert.throws(
      () => parseOptions(args),
      (error: Error) => !error.message.includes('\n'),
    )
  })

test('the help names every option there is', () => {
  for (const name of ['port', 'host', 'data', 'pilot', 'suite', 'no-demo', 'limits', 'trust-proxy', 'help'])
    assert.match(help, new RegExp(`--${name}\\b`))
  for (const name of ['DATABASE_URL', 'DATABASE_APP_URL']) assert.match(help, new RegExp(name))
  assert.equal(parseOptions(['--help', '--port', '1']), undefined)
})

test('options survive the way to another process', () => {
  const options = parseOptions([
    '--port=9',
    '--pilot=dublin',
    '--suite=classic',
    '--limits=off',
    '--trust-proxy=::1',
    '--data=/x',
    '--desk=/y',
  ])
  assert.ok(options)
  assert.deepEqual(parseOptions(asArguments(options)), options)
})
