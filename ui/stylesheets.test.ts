import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { missingTokens, physicalSides, strayColours, strayTextSizes } from './testing/style-rules.ts'

const root = join(import.meta.dirname, '..')
const files = globSync(['ui/**/*.{svelte,css}', 'apps/**/*.{svelte,css}'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/dist/**'],
})
const styles = new Map(files.map((file) => [file, styleOf(file)]))
const tokens = styles.get('ui/tokens.css') ?? ''

function styleOf(file: string): string {
  const source = readFileSync(join(root, file), 'utf8')
  const style = file.endsWith('.css') ? source : (source.match(/<style>([\s\S]*)<\/style>/)?.[1] ?? '')
  return style.replace(/\/\*[\s\S]*?\*\//g, '')
}

const foundIn = (rule: (style: string) => string[]): string[] =>
  [...styles].flatMap(([file, style]) => rule(style).map((found) => `${file}: ${found}`))

describe('a style that is wrong is named', () => {
  for (const [style, found] of [
    ['p { margin-left: 1rem }', 'margin-left'],
    ['p { left: 0 }', 'left'],
    ['p { inset: 0; width: 3rem }', 'width'],
    ['p { max-height: 3rem }', 'max-height'],
    ['p { border-top: 1px solid }', 'border-top'],
    ['p { text-align: right }', 'text-align: right'],
    ['p { float: left }', 'float: left'],
  ] as const)
    test(`a side or a size that does not turn with the language: ${style}`, () =>
      assert.deepEqual(physicalSides(style), [found]))

  for (const colour of ['#fff', '#0b4a66', 'rgb(0 0 0 / 60%)', 'hsl(10 10% 10%)', 'tomato', 'white'])
    test(`a colour of its own: ${colour}`, () => assert.deepEqual(strayColours(`p { color: ${colour} }`), [colour]))

  test('a size of text of its own', () => assert.deepEqual(strayTextSizes('p { font-size: 0.8rem }'), ['0.8rem']))

  test('a token that is not there', () =>
    assert.deepEqual(missingTokens('p { color: var(--inc) }', '--ink: #16212b'), ['--inc']))
})

test('what turns with the language, is a token, or the device’s own colour is right', () => {
  const style = `p { margin-inline-start: 1rem; text-align: start; color: var(--ink); border-color: CanvasText; inline-size: 1rem }
    @media (max-width: 30rem) { p { background: none; fill: currentColor; border-block-end: 2px solid transparent } }`
  assert.deepEqual([...physicalSides(style), ...strayColours(style), ...missingTokens(style, '--ink: 0')], [])
})

test('no style of ours names a side that does not turn with the language', () =>
  assert.deepEqual(foundIn(physicalSides), []))

test('no colour stands anywhere but among the tokens', () =>
  assert.deepEqual(
    foundIn(strayColours).filter((one) => !one.startsWith('ui/tokens.css')),
    [],
  ))

test('no size of text stands anywhere but among the tokens', () => assert.deepEqual(foundIn(strayTextSizes), []))

test('every token that is used is there', () => {
  const own = [...styles.values()].join('\n')
  assert.deepEqual(
    foundIn((style) => missingTokens(style, own)),
    [],
  )
})

test('each colour has its like in the dark', () => {
  const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)')
  const coloursIn = (part: string) => [...part.matchAll(/(--[\w-]+): (?:#|rgb|0 )/g)].map((match) => match[1])
  assert.deepEqual(coloursIn(light), coloursIn(dark))
})
