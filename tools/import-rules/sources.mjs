// What a source file may import, and what protocol may not touch.
import { dirname, join, normalize } from 'node:path'
import { folderOf, isTest, refuseEdge, workspaceOf } from './edges.mjs'

const withoutNode = /^((protocol|client|ui|apps)\/|floor\/floor\.ts$)/ // they run in a browser
const reachOut = ['testing', 'tools', 'bench'] // by relative path: what they reach is not exported
const virtual = /^messages:/ // made by our own Vite plugin
const impure =
  /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|crypto\.(getRandomValues|randomUUID))|\b(console|process|document|window)\s*\./
const forms = [
  /(?:^|[\s;}])(?:import|export)\b[^'"`;()=]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /(?:^|[\s;])import\s*['"]([^'"]+)['"]/g,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*['"](\.[^'"]+\.ts)['"]/g, // Workers
]

const isBuild = (path) => /(^|\/)(vite[^/]*|[^/]+\.config)\.ts$/.test(path)

export function refuseSource(path, text, rules) {
  const source = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1') // comments name what they warn of
  const imported = new Set(forms.flatMap((form) => [...source.matchAll(form)].map((match) => match[1])))
  const found = [...imported].map((to) => refuseImport(path, to, rules))
  if (path.startsWith('protocol/') && !isTest(path)) {
    const [what] = source.match(impure) ?? []
    if (what) found.push(`${what.replace(/\s*\.$/, '')} is not for protocol: time, chance and the world are arguments`)
  }
  return found.filter(Boolean).map((why) => `${path}: ${why}`)
}

function refuseImport(path, to, rules) {
  const from = workspaceOf(path, rules)
  if (to.startsWith('.')) return refuseRelative(path, to, from, rules)
  if (to.startsWith('@citycop/'))
    return refuseEdge(path, folderOf(to, rules), rules) ?? refusePackage(path, to, from, rules)
  if (!to.startsWith('node:')) return virtual.test(to) ? undefined : refusePackage(path, to, from, rules)
  if (!withoutNode.test(path) || isTest(path) || isBuild(path)) return undefined
  return `'${to}' is not for ${from}, which runs in a browser`
}

function refuseRelative(path, to, from, rules) {
  const target = normalize(join(dirname(path), to)).replaceAll('\\', '/')
  const leaves = from !== '.' && workspaceOf(target, rules) !== from
  if (leaves && !isTest(path) && !reachOut.includes(from))
    return `'${to}' leaves ${from}; import @citycop/… if the table allows it`
  return refuseEdge(path, target, rules)
}

function refusePackage(path, to, from, { manifests }) {
  const name = to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/')
  const own = manifests.get(from) ?? {}
  const root = manifests.get('.') ?? {}
  const loose = isTest(path) || isBuild(path) || ['tools', '.'].includes(from) // these never reach a user
  const alsoLoose = loose ? { ...own.devDependencies, ...root.devDependencies } : {}
  if (name in { ...own.dependencies, ...own.optionalDependencies, ...alsoLoose }) return undefined
  if (loose && (name.startsWith('@citycop/') || from === 'tools')) return undefined // tools has no package.json of its own
  return `'${name}' is not among the dependencies of ${from}/package.json`
}
