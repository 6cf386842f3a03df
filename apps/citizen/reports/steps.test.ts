import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answers, hasWords, isUrgent, missing, noAnswers } from './answers.ts'
import { back, countedSteps, forward, progress, type Step } from './steps.ts'

const answers = (some: Partial<Answers> = {}): Answers => ({ ...noAnswers(), ...some })
const at = (step: Step, changing = false) => ({ step, changing })

function walk(of: Answers): Step[] {
  const steps: Step[] = ['category']
  while (steps.at(-1) !== 'sent') steps.push(forward(at(steps.at(-1) as Step), of).step)
  return steps
}

test('noise is nine questions and no stop', () => {
  assert.deepEqual(walk(answers({ category: 'noise' })), [
    ...countedSteps(answers({ category: 'noise' })),
    'sending',
    'sent',
  ])
})

test('a threat stops at 112 before anything else is asked', () => {
  assert.deepEqual(walk(answers({ category: 'threat' })).slice(0, 3), ['category', 'danger', 'what'])
  assert.equal(isUrgent(answers({ category: 'violence-home' })), true)
})

test('a question is not asked where and when', () => {
  const steps = walk(answers({ category: 'question' }))
  assert.ok(!steps.includes('where') && !steps.includes('when'))
})

test('back walks the same way, and from the first step out', () => {
  const threat = answers({ category: 'threat' })
  assert.deepEqual(back(at('what'), threat), at('danger'))
  assert.deepEqual(back(at('danger'), threat), at('category'))
  assert.equal(back(at('category'), threat), undefined)
})

test('one answer changed leads back to the check', () => {
  const noise = answers({ category: 'noise' })
  assert.deepEqual(forward(at('where', true), noise), at('check'))
  assert.deepEqual(back(at('where', true), noise), at('check'))
})

test('a category changed into a threat still stops at 112', () => {
  const threat = answers({ category: 'threat' })
  assert.deepEqual(forward(at('category', true), threat), at('danger', true))
  assert.deepEqual(forward(at('danger', true), threat), at('check'))
})

test('the stop at 112 counts as part of the first step', () => {
  assert.deepEqual(progress('danger', answers({ category: 'threat' })), { at: 1, of: 9 })
  assert.deepEqual(progress('check', answers({ category: 'question' })), { at: 5, of: 7 })
})

test('only what a unit cannot do without must be answered', () => {
  assert.equal(missing('category', answers()), 'category')
  assert.equal(missing('what', answers({ what: '  \n' })), 'what')
  assert.equal(missing('where', answers()), undefined)
  assert.equal(missing('when', answers()), 'moment')
  assert.equal(missing('who', answers()), undefined)
  assert.equal(missing('who', answers({ who: 'named' })), 'contact')
  assert.equal(missing('who', answers({ who: 'named', contact: '055 1' })), undefined)
})

test('a chosen category alone is nothing one could lose', () => {
  assert.equal(hasWords(answers({ category: 'noise' })), false)
  assert.equal(hasWords(answers({ where: 'at the pier' })), true)
})
