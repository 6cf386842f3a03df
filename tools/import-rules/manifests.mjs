// What each package.json may say.
import { folderOf, mayImport } from './edges.mjs'

const neverExported = /^(server|cli|testing|bench|apps)(\/|$)/ // nobody may import them by name

export function refuseManifest(workspace, { exports, ...manifest }, rules) {
  const needed = Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })
  const at = `${workspace}/package.json`
  const ours = needed.filter((name) => name.startsWith('@citycop/'))
  return [
    // The server could not open a report even if it wanted to: it has no code that could (RULINGS J13).
    ...(workspace === 'server' && needed.includes('age-encryption')
      ? [`${at}: server may never depend on age-encryption`]
      : []),
    ...(neverExported.test(workspace) && JSON.stringify(exports) !== '{}' ? [`${at}: needs "exports": {}`] : []),
    ...ours
      .filter((name) => !mayDependOn(workspace, folderOf(name, rules), rules))
      .map((name) => `${at}: ${workspace} may not depend on ${name}`),
  ]
}

// A row may allow one file of a workspace; then the workspace is a dependency.
const mayDependOn = (workspace, target, rules) =>
  mayImport(workspace, target, rules) || (rules.workspaces[workspace] ?? []).some((one) => one.startsWith(`${target}/`))
