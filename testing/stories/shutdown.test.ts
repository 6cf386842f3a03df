// A server that is asked to stop does not wait for somebody who has asked for nothing.
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { createTown } from '../town.ts'

test('a connection on which nothing was asked does not keep the server from stopping', {
  timeout: 60_000,
}, async () => {
  const town = await createTown()
  const silent = connect(Number(new URL(town.deskOrigin).port), '127.0.0.1')
  silent.on('error', () => {}) // it is cut
  await once(silent, 'connect')
  await fetch(`${town.deskOrigin}/healthz`) // by now the server has accepted the first one as well
  await town.close()
})
