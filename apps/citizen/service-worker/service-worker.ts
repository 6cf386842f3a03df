// Keeps the build of the app that this device has checked, and takes another one only when its entry stands in the city's public
// log, confirmed by the witnesses of the pinned policy, and every file has the hash that the entry names (LOG.md 10).
// What this cannot do: it does not protect the very first visit, which brings the page and this script from the network. And the
// browser itself asks for /sw.js from time to time and runs whatever the city sends then, without asking us: a city that
// replaces this script replaces the check. It leaves a trace only where somebody compares /sw.js with the log's manifest.
import { syncTag } from '../queue/ask-sync.ts'
import { sendWaiting } from '../queue/send-waiting.ts'
import { checkOffer } from './check-offer.ts'
import { isForApp } from './decide.ts'
import { answer, readKept } from './kept.ts'
import { scope } from './scope.ts'

const often = 60_000
let checkedAt = Number.NEGATIVE_INFINITY
let checking: Promise<void> | undefined

/** At most once a minute, one at a time. A check that fails leaves everything as it is. */
function check(): Promise<void> {
  if (checking || Date.now() - checkedAt < often) return checking ?? Promise.resolve()
  checkedAt = Date.now()
  checking = checkOffer()
    .catch(() => {})
    .finally(() => {
      checking = undefined
    })
  return checking
}

scope.addEventListener('install', () => void scope.skipWaiting())
scope.addEventListener('activate', () => void check()) // not waited for: pages would wait for it too
scope.addEventListener('fetch', (event) => {
  const { request } = event
  if (!isForApp(request, location.origin)) return
  const answered = answer(request)
  event.respondWith(answered)
  if (request.mode === 'navigate') event.waitUntil(answered.then(check, () => {}))
})
// A page that has just begun wants to know what was refused before.
scope.addEventListener('message', (event) => {
  if (event.data !== 'refused?') return
  event.waitUntil(readKept().then(({ refused = null }) => event.source?.postMessage({ refused })))
  event.waitUntil(check())
})

// The browser says that there is a network. It asks again later if we say that something still waits.
scope.addEventListener('sync', (event) => {
  if (event.tag === syncTag) event.waitUntil(sendKept())
})

async function sendKept(): Promise<void> {
  const { pins } = await readKept()
  if (!pins || !(await sendWaiting({ server: { origin: location.origin }, pins }))) throw new Error('still waiting')
}
