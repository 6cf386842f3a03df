// Who may import whom, and a few more rules that keep the tree readable. Everything may import protocol; protocol imports
// nothing. Nothing imports server or an app. Only devices import client. Capabilities do not import one another, except:
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { refuseManifest } from './import-rules/manifests.mjs'
import { refuseSource } from './import-rules/sources.mjs'
import { refuseLength, refuseName, unknownFolders, walk } from './import-rules/tree.mjs'

// A row per workspace: which others its sources may import. Tests and what is in a testing/ folder may import any.
const workspaces = {
  protocol: [],
  floor: ['protocol'],
  client: ['protocol'],
  server: ['protocol', 'floor'],
  ui: ['protocol', 'floor/floor'],
  'apps/citizen': ['protocol', 'client', 'ui', 'floor/floor'],
  'apps/desk': ['protocol', 'client', 'ui', 'floor/floor'],
  'apps/recovery': ['protocol', 'client', 'ui'],
  'apps/watchdog': ['protocol', 'client', 'ui', 'floor/floor'],
  cli: ['protocol', 'client', 'floor'],
  testing: ['protocol', 'client', 'server', 'cli', 'floor'],
  bench: ['protocol', 'client', 'testing', 'floor', 'tools/browser', 'apps/citizen/testing'],
  tools: ['protocol', 'testing', 'server/platform', 'floor'],
}

// Inside these, a row per capability; '*' is what each of them may import besides itself. A workspace's own top files
// (app.ts, routes.ts) may import all of its capabilities. Every other edge between two capabilities is a row here.
const capabilities = {
  'protocol/*': ['contract'],
  'protocol/attachments': ['policy'],
  'protocol/conversation': ['reports'],
  'protocol/identity': ['policy', 'reports'],
  'protocol/keys': ['policy', 'reports'],
  'protocol/log': ['policy'],
  'protocol/pilots': ['keys', 'policy', 'reports'],
  'protocol/recovery': ['keys'],
  'protocol/reports': ['identity', 'log', 'policy'],
  'protocol/officers': ['keys'],
  'protocol/watchdog': ['log', 'policy'],

  'client/*': ['api', 'keys', 'sealing'],
  'client/attachments': ['officers', 'reports'],
  'client/conversation': ['attachments', 'log', 'officers', 'reports'],
  'client/identity': ['log', 'officers', 'reports'],
  'client/keys': ['officers'],
  'client/log': ['reports'],
  'client/policy': ['officers'],
  'client/watchdog': ['log', 'officers'],
  'client/recovery': ['log', 'officers'],
  'client/reports': ['attachments', 'conversation', 'identity', 'log', 'officers'],
  'client/sealing': ['reports'],

  'server/*': ['context', 'platform', 'http', 'policy', 'log'],
  'server/attachments': ['reports/find-report'],
  'server/conversation': ['reports'],
  'server/identity': ['reports'],
  'server/officers': ['keys'],
  'server/reports': ['identity/keep-identity'],
}

/** Every breach in the tree at `root`, one line each. */
export function refusals(root) {
  const read = (path) => readFileSync(join(root, path), 'utf8')
  const manifests = new Map()
  for (const workspace of ['.', ...Object.keys(workspaces)]) {
    const path = `${workspace}/package.json`
    if (existsSync(join(root, path))) manifests.set(workspace, JSON.parse(read(path)))
  }
  const rules = { workspaces, capabilities, manifests }
  const paths = walk(root, rules)
  return [
    ...unknownFolders(root, rules),
    ...[...manifests].flatMap(([workspace, manifest]) => refuseManifest(workspace, manifest, rules)),
    ...paths.flatMap(refuseName),
    ...paths.flatMap((path) => refuseLength(path, read)),
    ...paths
      .filter((path) => /\.(ts|svelte|mjs|js)$/.test(path))
      .flatMap((path) => refuseSource(path, read(path), rules)),
  ].sort()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = refusals(join(import.meta.dirname, '..'))
  for (const line of found) console.error(line)
  process.exit(found.length === 0 ? 0 : 1)
}
