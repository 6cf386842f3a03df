// Which screens there are, read from the sources: a component that gives a title to a screen or a dialog. So a screen that nobody
// looks at in a test is noticed, and a test that says it looks at a screen is held to it.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keysIn } from '../vite-messages.ts'

export type Screen = { readonly name: string; readonly keys: readonly string[] }

const isGivenOne = /type Props = \{[^}]*\b(title|heading)\??:/
const apps = join(import.meta.dirname, '../../apps')

/** The parts that draw a title: those of ui, and whatever hands a title on that it was given. */
function titleParts(sources: ReadonlyMap<string, string>): string[] {
  const parts = ['Title', 'Dialog']
  for (let before = 0; before < parts.length; ) {
    before = parts.length
    const handsOn = new RegExp(`<(${parts.join('|')})\\b[^<]*?(>\\{|\\{|=\\{)(title|heading)\\}`)
    for (const [name, source] of sources) {
      const part = name.slice(name.lastIndexOf('/') + 1)
      if (!parts.includes(part) && isGivenOne.test(source) && handsOn.test(source)) parts.push(part)
    }
  }
  return parts
}

function readSources(): Map<string, string> {
  const files = globSync('*/**/*.svelte', { cwd: apps, exclude: ['**/node_modules/**', '**/dist/**'] }).sort()
  return new Map(files.map((file) => [file.replace(/\.svelte$/, ''), readFileSync(join(apps, file), 'utf8')]))
}

/** `citizen/reports/WhatStep`, with every key that stands in it: its title is one of them. */
export function screens(sources: ReadonlyMap<string, string> = readSources()): Screen[] {
  const parts = titleParts(sources)
  const titled = new RegExp(`<Title\\b|<(${parts.slice(1).join('|')})\\b[^<]*?\\b(title|heading)=?[{}]`)
  const isPart = (name: string) => parts.includes(name.slice(name.lastIndexOf('/') + 1))
  return [...sources]
    .filter(([name, source]) => !isPart(name) && titled.test(source))
    .map(([name, source]) => ({ name, keys: keysIn(source) }))
}
