import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { refusals } from './check-imports.mjs'

type Tree = Record<string, string>

const sound: Tree = {
  'package.json': '{}',
  'protocol/package.json': '{ "dependencies": { "valibot": "1" } }',
  'client/package.json': '{ "dependencies": { "@citycop/protocol": "*", "age-encryption": "1" } }',
  'server/package.json': '{ "exports": {}, "dependencies": { "@citycop/protocol": "*", "pg": "1" } }',
  'apps/desk/package.json': '{ "exports": {}, "dependencies": { "@citycop/client": "*" } }',
  'protocol/contract/route.ts': `import * as v from 'valibot'\nexport const at = (day: number) => new Date(day)\n`,
  'client/api/call.ts': `import type { Route } from '@citycop/protocol/contract/route.ts'\n`,
  'server/app.ts': `import { routes } from './reports/routes.ts'\n`,
  'server/reports/routes.ts': `import { readFileSync } from 'node:fs'\nimport { handle } from '../http/handle.ts'\n`,
  'server/conversation/send-message.ts': `import { findReport } from '../reports/find-report.ts'\n`,
  'server/reports/routes.test.ts': `import { createTown } from '../../testing/town.ts'\n`,
  'apps/desk/index.html': '<!doctype html>',
}

function refusedIn(tree: Tree): string[] {
  const root = mkdtempSync(join(tmpdir(), 'citycop-rules-'))
  try {
    for (const [path, text] of Object.entries({ ...sound, ...tree })) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return refusals(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('a sound tree has nothing to refuse', () => {
  assert.deepEqual(refusedIn({}), [])
})

const bad: [string, Tree, RegExp][] = [
  [
    'an app imports the server',
    { 'apps/desk/x.ts': `import { a } from '@citycop/server/app.ts'` },
    /apps\/desk may not import server/,
  ],
  [
    'the server imports client',
    { 'server/a/x.ts': `import {\n  a,\n} from '@citycop/client/x.ts'` },
    /server may not import client/,
  ],
  [
    'protocol imports client',
    { 'protocol/a/x.ts': `export * from '@citycop/client/x.ts'` },
    /protocol may not import client/,
  ],
  [
    'client loads an app',
    { 'client/a/x.ts': `await import('@citycop/desk/x.ts')` },
    /client may not import apps\/desk/,
  ],
  [
    'a Svelte file imports the server',
    { 'apps/desk/X.svelte': `<script>\nimport { a } from '@citycop/server/a.ts'\n</script>` },
    /may not import server/,
  ],
  [
    'a workspace depends on one it may not',
    { 'server/package.json': '{ "exports": {}, "dependencies": { "@citycop/client": "*" } }' },
    /server may not depend on @citycop\/client/,
  ],
  [
    'a capability imports another',
    { 'server/reports/x.ts': `import { a } from '../conversation/x.ts'` },
    /server\/reports may not import server\/conversation/,
  ],
  [
    'platform imports a capability',
    { 'server/platform/x.ts': `import { a } from '../reports/x.ts'` },
    /server\/platform may not import server\/reports/,
  ],
  ['an import leaves its workspace', { 'client/a/x.ts': `import { a } from '../../protocol/a/x.ts'` }, /leaves client/],
  [
    'a Worker lies in another workspace',
    { 'apps/desk/x.ts': `new URL('../../server/x.ts', import.meta.url)` },
    /leaves apps\/desk/,
  ],
  [
    'a package is not declared',
    { 'protocol/a/x.ts': `import { z } from 'zod/mini'` },
    /'zod' is not among the dependencies/,
  ],
  [
    'a package is declared elsewhere only',
    { 'server/a/x.ts': `import { a } from 'age-encryption'` },
    /'age-encryption' is not among/,
  ],
  [
    'the server could open reports',
    { 'server/package.json': '{ "exports": {}, "devDependencies": { "age-encryption": "1" } }' },
    /never depend on age-encryption/,
  ],
  ['the server can be imported', { 'server/package.json': '{}' }, /needs "exports": {}/],
  ['a top-level folder is unknown', { 'lib/x.ts': '' }, /lib\/ is no folder of ours/],
  ['an app has no row', { 'apps/forum/x.ts': '' }, /apps\/forum\/ has no row/],
  ['a file is too long', { 'client/a/x.ts': 'x\n'.repeat(251) }, /251 lines; 250 are the most/],
  ['a file is called utils', { 'client/a/utils.ts': '' }, /called utils/],
  ['a file is called index', { 'client/a/index.ts': '' }, /called index/],
  ['a folder is called helpers', { 'client/helpers/x.ts': '' }, /called helpers/],
  ['protocol reads the clock', { 'protocol/a/x.ts': 'const now = new Date()' }, /new Date\(\) is not for protocol/],
  ['protocol reads the clock otherwise', { 'protocol/a/x.ts': 'Date.now()' }, /Date\.now is not for protocol/],
  ['protocol rolls dice', { 'protocol/a/x.ts': 'Math.random()' }, /Math\.random/],
  ['protocol draws keys', { 'protocol/a/x.ts': 'crypto.getRandomValues(a)' }, /getRandomValues/],
  ['protocol prints', { 'protocol/a/x.ts': `console.log('x')` }, /console is not for protocol/],
  ['protocol knows its process', { 'protocol/a/x.ts': 'process.env.X' }, /process is not/],
  ['protocol knows a page', { 'protocol/a/x.ts': 'document.title' }, /document is not/],
  [
    'protocol imports Node',
    { 'protocol/a/x.ts': `import { join } from 'node:path'` },
    /'node:path' is not for protocol/,
  ],
  ['an app imports Node', { 'apps/desk/x.ts': `import 'node:fs'` }, /'node:fs' is not for apps\/desk/],
]
for (const [title, tree, expected] of bad)
  test(`it is refused when ${title}`, () => {
    const found = refusedIn(tree)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0] ?? '', expected)
  })

test('what a comment warns of is not refused', () => {
  const text = `// never Date.now() here\n/* import { a } from '@citycop/server/a.ts' */\nconst a = 'https://example.org/' // console.log\n`
  assert.deepEqual(refusedIn({ 'protocol/a/x.ts': text }), [])
})

test('folders that git ignores are nobody’s', () => {
  assert.deepEqual(refusedIn({ '.gitignore': 'data/\n', 'data/x/utils.ts': `import 'zod'` }), [])
})
