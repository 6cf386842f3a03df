// `citycop watchdog`: watches the logs of cities from a machine that is not theirs, and shows what it sees.
import type { Command, Given } from '../command.ts'
import { addressOf, untilStopped } from '../running.ts'
import { Usage } from '../usage.ts'
import { readPolicyFiles } from './policies.ts'
import { builtPage, startWatchdog } from './start-watchdog.ts'

export const command: Command = {
  options: {
    listen: { value: 'HOST:PORT', says: 'where people reach its page; put a proxy with TLS in front', required: true },
    state: {
      value: 'DIR',
      says: 'the folder with its mirrors and what it keeps; made on the first run',
      required: true,
    },
    policy: {
      value: 'FILE[=URL]',
      says: 'a C2SP policy; its "log" line ends with the log’s address, like https://city.example/log, or name it here',
      many: true,
    },
    every: { value: 'SECONDS', says: 'how often it looks at each log; 60 unless you say otherwise' },
    page: { value: 'DIR', says: 'the built page, if it lies elsewhere than in this checkout' },
  },
  about: `
Watches logs: copies every new entry, rebuilds the root from all of them, compares it with what the log signed and witnesses
confirmed, and looks whether each entry is one that may stand there. What does not fit is shown, and a log that signed two
histories is shown for good. It serves its page at /, what it knows at /status.json, and each log's copy below /<sha256 of the
log's name>/ in the layout of C2SP tlog-tiles. POST /evidence takes checkpoints that somebody else was shown.
It signs nothing: that is what "citycop witness" is for, which belongs on the same machine.

  citycop watchdog --listen 127.0.0.1:7390 --state /srv/watchdog --policy harbourtown.policy`,
  run,
}

async function run(given: Given) {
  const { host, port } = addressOf(given.need('listen'))
  const files = given.all('policy')
  if (files.length === 0) throw new Usage('"watchdog" needs --policy')
  const every = Number(/^[1-9]\d{0,4}$/.exec(given.text('every') ?? '60')?.[0] ?? 0)
  if (every === 0) throw new Usage('--every takes seconds, from 1 to 99999')
  const watchdog = await startWatchdog({
    host,
    port,
    state: given.need('state'),
    policies: readPolicyFiles(files),
    every,
    page: given.text('page') ?? builtPage,
    tell: (line) => given.warn(`${new Date().toISOString()} ${line}`),
  })
  given.show(`the watchdog’s page is at ${watchdog.origin}/`)
  await untilStopped()
  await watchdog.close()
  return { text: '', json: { origin: watchdog.origin } }
}
