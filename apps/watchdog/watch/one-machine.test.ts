import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as made from '../../../cli/log/testing/made-log.ts'
import { isOnOneMachine } from './one-machine.ts'

const at = (...urls: string[]) => {
  let next = 0
  return made
    .policyText()
    .split('\n')
    .map((line) => (line.startsWith('witness ') && urls[next] !== undefined ? `${line} ${urls[next++]}` : line))
    .join('\n')
}
const here = 'http://127.0.0.1:8080/log'

test('parts that all stand at addresses of one machine prove nothing, and one that stands elsewhere is enough', () => {
  for (const url of [here, 'http://localhost/log', 'http://[::1]:80/log'])
    assert.equal(isOnOneMachine({ url, policy: made.policyText() }), true, url)
  const local = at('http://127.0.0.1:7001', 'http://localhost:7002', 'http://[::1]:7003')
  assert.equal(isOnOneMachine({ url: here, policy: local }), true)
  assert.equal(isOnOneMachine({ url: here, policy: at('http://127.0.0.1:7001', 'https://w.example') }), false)
  for (const url of [
    'https://city.example/log',
    'http://127.0.0.1.city.example/log',
    'http://10.0.0.7/log',
    'no address',
  ])
    assert.equal(isOnOneMachine({ url, policy: local }), false, url)
})
