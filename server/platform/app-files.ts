// The files of a built app, as they are served: by their paths below its folder, in one order.
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type AppFile = { readonly path: string; readonly body: Buffer }

export const readAppFiles = (dist: string): AppFile[] =>
  globSync('**/*', { cwd: dist })
    .filter((path) => statSync(join(dist, path)).isFile())
    .map((path) => ({ path: path.replaceAll('\\', '/'), body: readFileSync(join(dist, path)) }))
    .sort((one, other) => (one.path < other.path ? -1 : 1))
