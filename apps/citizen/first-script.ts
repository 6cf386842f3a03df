// What the first screen needs comes in one script and one style sheet beside the page's own: each more would be a round trip on a poor
// connection, as a browser asks one address for six things at a time.
type Module = { readonly importedIds: readonly string[] }
type Modules = { getModuleInfo(id: string): Module | null }

/** For the bundler: the name of the script that a module goes into, or null where it may choose. */
export function firstScript(main: string): (id: string, modules: Modules) => string | null {
  const known = new WeakMap<Modules, Set<string>>()
  return (id, modules) => {
    const first = known.get(modules) ?? reached(main, modules)
    known.set(modules, first)
    return id !== main && first.has(id) ? 'first' : null
  }
}

/** Everything that is imported at once, by whatever is. */
function reached(main: string, modules: Modules): Set<string> {
  const found = new Set([main])
  for (const id of found) for (const one of modules.getModuleInfo(id)?.importedIds ?? []) found.add(one)
  return found
}
