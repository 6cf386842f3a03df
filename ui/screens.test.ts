import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { screens } from './testing/screens.ts'

const apps = join(import.meta.dirname, '../apps')
const looked = globSync(['*/**/*.spec.ts', '*/testing/*.ts'], { cwd: apps, exclude: ['**/node_modules/**'] })
  .map((file) => readFileSync(join(apps, file), 'utf8'))
  .join('\n')

const part = `type Props = { title: string }\n<Title>{title}</Title>`
const made = new Map([
  ['town/Frame', part],
  ['town/AskPage', `<Frame title={say('ui.close')}>`],
  ['town/AnswerDialog', `const heading = say('ui.close')\n<Dialog bind:open {heading}>`],
  ['town/Line', `<p>{say('ui.close')}</p>`],
])

test('a part that is given its title is no screen, whoever gives it one is, and so is a dialog', () => {
  const found = screens(made).map(({ name }) => name)
  assert.deepEqual(found, ['town/AskPage', 'town/AnswerDialog'])
})

test('no screen of an app goes without a test that looks at it in light and dark, narrow, enlarged and under axe', () => {
  const missing = screens()
    .map(({ name }) => name)
    .filter((name) => !looked.includes(`'${name}'`))
  assert.deepEqual(missing, [])
})
