// Does PostgreSQL answer where DATABASE_URL points? Asked in its own protocol, before any password: the reply to "may I use
// TLS?" is a single S or N, and nothing else on a network answers so.
import { connect } from 'node:net'
import { type Check, check } from './check.ts'

export const checkDatabase = (url: string): Promise<Check> =>
  check('database', 'start PostgreSQL there, or mend DATABASE_URL', async () => {
    const { host, port, shown } = place(url)
    const tls = await ask(host, port)
    return `PostgreSQL answers at ${shown}${tls ? ', with TLS' : ''}`
  })

/** @throws Error without the address itself, which may hold a password */
function place(url: string): { host: string; port: number; shown: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) throw new Error('DATABASE_URL is not a postgres:// address')
  const socket = parsed.searchParams.get('host')
  const port = Number(parsed.port || parsed.searchParams.get('port') || 5432)
  const host = socket ?? (parsed.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1')
  return { host, port, shown: host.startsWith('/') ? `${host}/.s.PGSQL.${port}` : `${host}:${port}` }
}

function ask(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
    const fail = (why: string) => {
      socket.destroy()
      reject(new Error(`${host}:${port} ${why}`))
    }
    socket.setTimeout(5000, () => fail('does not answer within 5 s'))
    socket.on('error', (error: NodeJS.ErrnoException) => fail(`cannot be reached (${error.code})`))
    socket.on('close', () => fail('answers, but not as PostgreSQL does'))
    socket.on('connect', () => socket.write(Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47))) // SSLRequest
    socket.on('data', (answer) => {
      const said = answer.length === 1 ? answer.toString('latin1') : ''
      if (said !== 'S' && said !== 'N') return fail('answers, but not as PostgreSQL does')
      socket.destroy()
      resolve(said === 'S')
    })
  })
}
