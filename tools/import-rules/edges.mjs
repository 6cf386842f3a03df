// Which edge between two of our own folders the table allows.
const listed = new Intl.ListFormat('en', { type: 'disjunction' })

export const isTest = (path) => /\.(test|spec|deep)\.ts$|(^|\/)testing\//.test(path)

export function workspaceOf(path, { workspaces }) {
  const [first, second] = path.split('/')
  if (first === 'apps') return `apps/${second}`
  return workspaces[first] ? first : '.'
}

/** '@citycop/desk/x.ts' to 'apps/desk/x.ts', '@citycop/client/x.ts' to 'client/x.ts'. */
export function folderOf(specifier, { workspaces }) {
  const path = specifier.slice('@citycop/'.length)
  return workspaces[path.split('/')[0]] ? path : `apps/${path}`
}

const within = (target, allowed) => allowed.some((one) => target === one || target.startsWith(`${one}/`))

export const mayImport = (from, target, { workspaces }) => from === '.' || within(target, workspaces[from] ?? [])

/** Why `path` may not import `target`, both paths from the root; undefined when it may. */
export function refuseEdge(path, target, rules) {
  const [from, to] = [workspaceOf(path, rules), workspaceOf(target, rules)]
  if (from === '.' || isTest(path)) return undefined
  const goal = target.replace(/\.ts$/, '')
  if (from !== to) return mayImport(from, goal, rules) ? undefined : `${from} may not import ${goal}`
  return refuseCapability(path, goal, from, rules)
}

function refuseCapability(path, goal, workspace, { capabilities }) {
  const [, mine, ...below] = path.split('/')
  const inside = goal.slice(workspace.length + 1)
  const toAll = capabilities[`${workspace}/*`]
  if (!toAll || below.length === 0 || inside.split('/')[0] === mine) return undefined
  const allowed = [...toAll, ...(capabilities[`${workspace}/${mine}`] ?? [])]
  if (within(inside, allowed)) return undefined
  return `${workspace}/${mine} may not import ${goal}; it may import ${listed.format(allowed)}`
}
