// Where the Worker's parts find each other. A classic script imports nothing by itself: the build (vite-classic-worker.ts) writes
// each `import(…)` in this folder as `citycopParts.fetch(…)`, and what a script exports into `first` or `last`.
type Names = Readonly<Record<string, unknown>>
type Parts = { first: Names; last: Names; fetch: (file: string) => Promise<Names> }
type Policy = { createScriptURL(url: string): string }
type Scope = {
  citycopParts: Parts
  importScripts(url: string): void
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy }
}
const scope = globalThis as typeof globalThis & Scope // a dedicated Worker's global scope, which lib.dom does not describe

// Trusted Types: a script's address is code. Only a file of this very folder, as the build named it, ever becomes one.
const policy: Policy = {
  createScriptURL(url) {
    if (!/^\/assets\/[\w-]+\.js$/.test(url)) throw new TypeError(`${url} is no part of this Worker`)
    return url
  },
}
const trusted = scope.trustedTypes?.createPolicy('citycop-worker', policy) ?? policy
const known = new Map<string, Promise<Names>>()

/** @throws when it does not come; the next question asks again */
function fetchPart(file: string): Promise<Names> {
  const coming = known.get(file) ?? load(file)
  known.set(file, coming)
  coming.catch(() => known.delete(file))
  return coming
}

async function load(file: string): Promise<Names> {
  const url = new URL(file, location.href).pathname
  // Asked for twice, and fetched once: `importScripts` alone would hold up every other answer of the Worker.
  const answer = await fetch(url, { credentials: 'same-origin', redirect: 'error' })
  if (!answer.ok) throw new Error(`${answer.status}`)
  await answer.arrayBuffer()
  scope.importScripts(trusted.createScriptURL(url))
  return scope.citycopParts.last
}

scope.citycopParts = { first: {}, last: {}, fetch: fetchPart }
