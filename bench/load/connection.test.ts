import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { openConnection, post } from './connection.ts'

/** A server that answers each request with the next of these scripts, written piece by piece. */
async function answering(...scripts: ((socket: Socket) => Promise<unknown> | unknown)[]) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => scripts.shift()?.(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

const written = (socket: Socket, text: string) =>
  new Promise((resolve) => socket.write(text, () => setTimeout(resolve, 5)))

test('an answer that comes in pieces is whole, and a broken connection is one error and dialled anew', async () => {
  const server = await answering(
    async (socket) => {
      await written(socket, 'HTTP/1.1 20')
      await written(socket, '1 Created\r\nContent-Length: 5\r\n\r')
      await written(socket, '\nab')
      await written(socket, 'cde')
    },
    (socket) => socket.destroy(),
    (socket) => written(socket, 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'),
    (socket) => written(socket, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'),
  )
  const connection = openConnection(server.port)
  const request = post('/', Buffer.from('{}'))
  const first = await connection.send(request)
  assert.deepEqual([first.status, first.body.toString()], [201, 'abcde'])
  await assert.rejects(connection.send(request), /closed|ECONNRESET/)
  assert.equal((await connection.send(request)).status, 200)
  await assert.rejects(connection.send(request), /without status or length/)
  connection.close()
  server.close()
})
