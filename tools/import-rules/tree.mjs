// What the tree may look like: its folders, its names, its sizes.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const besides = ['docs', 'pilots']
const badNames = /^(services?|managers?|utils?|helpers?|common|shared|core|index|types)$/
const longest = 250

const folders = (workspaces) => [...Object.keys(workspaces).map((one) => one.split('/')[0]), ...besides]

/** The paths of our own files. */
export function walk(root, { workspaces }, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.name.startsWith('.') || ['node_modules', 'dist'].includes(entry.name)) return []
    if (folder === '' && entry.isDirectory() && !folders(workspaces).includes(entry.name)) return [] // unknown, or not ours
    return entry.isDirectory() ? walk(root, { workspaces }, path) : [path]
  })
}

export function unknownFolders(root, { workspaces }) {
  const ignored = existsSync(join(root, '.gitignore')) ? readFileSync(join(root, '.gitignore'), 'utf8').split('\n') : []
  const own = [...folders(workspaces), 'node_modules', ...ignored.map((line) => line.replaceAll('/', ''))]
  const isKnown = (name) => own.some((one) => (one.endsWith('-*') ? name.startsWith(one.slice(0, -1)) : name === one))
  const inside = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
  const unknown = inside('.').filter((name) => !isKnown(name))
  const apps = existsSync(join(root, 'apps')) ? inside('apps').map((name) => `apps/${name}`) : []
  return [
    ...unknown.map((name) => `${name}/ is no folder of ours; the rule table names those there are`),
    ...apps.filter((app) => !workspaces[app]).map((app) => `${app}/ has no row in the rule table`),
  ]
}

export function refuseName(path) {
  const names = path.split('/')
  const file = names.pop() ?? ''
  const stem = /\.(ts|svelte|mjs|js)$/.test(file) ? file.replace(/\..*$/, '') : '' // a page is called index.html
  const bad = [...names, stem].find((name) => badNames.test(name))
  return bad ? [`${path}: no file or folder is called ${bad}; name the thing or the act`] : []
}

export function refuseLength(path, read) {
  if (!/\.(ts|svelte|mjs|js|css|sql)$/.test(path)) return []
  const lines = read(path).replace(/\n$/, '').split('\n').length
  return lines > longest ? [`${path}: ${lines} lines; ${longest} are the most`] : []
}
