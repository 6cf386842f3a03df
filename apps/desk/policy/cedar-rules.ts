// The rules of a city's Cedar text by their ids, and which of them differ between two texts.
export type RuleChange = { id: string; before?: string; after?: string }

/** Each rule from its `@id` to where the next begins; the floor's check refuses a rule without one. */
export function rulesIn(cedar: string): ReadonlyMap<string, string> {
  const plain = cedar.replace(/^\s*\/\/.*\n?/gm, '')
  const rules = plain.split(/(?=@id\(")/).flatMap((text): [string, string][] => {
    const id = /^@id\("([^"]*)"\)/.exec(text)?.[1]
    return id === undefined ? [] : [[id, text.trim()]]
  })
  return new Map(rules)
}

export function ruleChanges(before: string, after: string): RuleChange[] {
  const [old, next] = [rulesIn(before), rulesIn(after)]
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), next.get(id)]
    if (squeezed(was) === squeezed(is)) return []
    return [{ id, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }]
  })
}

const squeezed = (text: string | undefined): string | undefined => text?.replace(/\s+/g, ' ')
