import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboxRow } from '@citycop/client/reports/list-reports.ts'
import type { Consent } from '@citycop/protocol/conversation/consent.ts'
import { noPolicyYet } from '@citycop/protocol/policy/terms.ts'
import type { MessageView } from '../worker/commands.ts'
import { transferState } from './transfer-state.ts'

const policy = { ...noPolicyYet, transfers: [{ to: 'traffic', groups: ['concern' as const] }] }
const message = (from: 'citizen' | 'unit', id: string, consent: Consent): MessageView => ({
  from,
  id,
  consent,
  seq: 0,
  at: '',
  text: '',
  kind: from === 'unit' ? 'reply' : 'followup',
  files: [],
})
const question = (to: string) => message('unit', 'q', { is: 'asked', act: 'report:transfer', to, title: to })
const says = (answer: 'yes' | 'no') => message('citizen', answer, { is: 'answered', of: 'q', answer })
const state = (
  messages: MessageView[],
  {
    group = 'concern' as 'concern' | 'protected',
    to = 'home',
    reason = 'other-task' as 'other-task' | 'danger-to-life',
  } = {},
  asked?: Pick<NonNullable<InboxRow['transferAsked']>, 'unit' | 'mine'>,
) => {
  const statement = { payloadType: '', payload: '', signatures: [] }
  return transferState(policy, { group, messages }, asked && { ...asked, statement }, { to, reason })
}

test('a list that names a unit for one group lets no other group go there', () => {
  assert.equal(state([], { to: 'traffic' }), 'allowed')
  assert.equal(state([], { to: 'traffic', group: 'protected' }), 'asks')
})

test('a no, a yes to another unit and a yes that was taken back let nothing go', () => {
  assert.equal(state([question('home')]), 'asked')
  assert.equal(state([question('home'), says('no')]), 'asks')
  assert.equal(state([question('traffic'), says('yes')]), 'asks')
  assert.equal(state([question('home'), says('yes'), says('no')]), 'asks')
  assert.equal(state([question('home'), says('yes')]), 'agreed')
})

test('where a life is in danger it takes a second officer, who is not the first', () => {
  const danger = { reason: 'danger-to-life' } as const
  assert.equal(state([], danger), 'needs-second')
  assert.equal(state([], danger, { unit: 'home', mine: true }), 'waits')
  assert.equal(state([], danger, { unit: 'traffic', mine: false }), 'needs-second')
  assert.equal(state([], danger, { unit: 'home', mine: false }), 'second')
  assert.equal(state([], {}, { unit: 'home', mine: false }), 'asks')
})
