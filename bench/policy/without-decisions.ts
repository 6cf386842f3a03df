// Loaded before a measured server's own code (node --import): its requests are then done without asking the policies, so that what a
// decision adds can be seen. It stands beside the product and not in it: the server has no switch for this.
import { registerHooks } from 'node:module'

const inPlace: Readonly<Record<string, string>> = {
  '/server/policy/slice.ts': 'export const sliceFor = () => undefined',
  '/server/policy/decide-once.ts': `const yes = { allowed: true, by: ['C-UNIT-READ-CASE-OFFICER'] }
export const decideOnce = () => yes`,
}

registerHooks({
  load(url, context, next) {
    const source = Object.entries(inPlace).find(([file]) => url.endsWith(file))?.[1]
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})
