// Makes classic scripts of the Worker and of the parts that it fetches later: phones from before 2023 run no module Worker. The
// bundler splits it as modules; here each module's imports and exports become names on one object (worker/parts.ts).
import type { ESTree, Plugin } from 'vite'
import { Visitor } from 'vite'

type Change = { start: number; end: number; text: string }

export const classicWorker = (): Plugin => ({
  name: 'classic-worker',
  renderChunk(code, { fileName, isEntry, imports }, _, { chunks }) {
    // A part that needed another one would have to wait for it: none does.
    const needed = imports.filter((file) => !chunks[file]?.isEntry)
    if (needed.length > 0 || (isEntry && imports.length > 0)) throw new Error(`${fileName} imports ${imports}`)
    const program = this.parse(code)
    const changes = [...program.body.flatMap((one) => changed(one, isEntry)), ...fetched(program)]
    return { code: `(()=>{${applied(code, changes)}\n})();`, map: null }
  },
})

function changed(statement: ESTree.Statement | ESTree.ModuleDeclaration, isEntry: boolean): Change[] {
  const { type, start, end } = statement
  if (type === 'ImportDeclaration') {
    const names = statement.specifiers.map((one) => `${nameOf(one)}:${one.local.name}`)
    return [{ start, end, text: `const{${names}}=citycopParts.first;` }]
  }
  if (type === 'ExportNamedDeclaration' && statement.declaration === null && statement.source === null) {
    const names = statement.specifiers.map(({ local, exported }) => `${word(exported)}:${word(local)}`)
    return [{ start, end, text: `citycopParts.${isEntry ? 'first' : 'last'}={${names}};` }]
  }
  if (type.startsWith('Export') || type.startsWith('Import')) throw new Error(`cannot make a classic script of ${type}`)
  return []
}

function nameOf(specifier: ESTree.ImportDeclarationSpecifier): string {
  if (specifier.type !== 'ImportSpecifier') throw new Error(`cannot make a classic script of ${specifier.type}`)
  return word(specifier.imported)
}

const word = (name: ESTree.ModuleExportName): string => {
  if (name.type === 'Literal') throw new Error('cannot make a classic script of a name in quotes')
  return name.name
}

/** `import(…)` becomes a question to the parts. */
function fetched(program: ESTree.Program): Change[] {
  const changes: Change[] = []
  new Visitor({
    ImportExpression: ({ start, source }) => {
      changes.push({ start, end: source.start, text: 'citycopParts.fetch(' })
    },
  }).visit(program)
  return changes
}

function applied(code: string, changes: Change[]): string {
  let made = code
  for (const { start, end, text } of changes.sort((one, other) => other.start - one.start))
    made = made.slice(0, start) + text + made.slice(end)
  return made
}
