// The help of a command is made from its options: what is not listed there does not exist.
import { type Command, everywhere, type Options } from './command.ts'

export function helpOf(name: string, summary: string, command: Command): string {
  const operands = (command.operands ?? []).map((operand) => ` ${operand}`).join('')
  const required = Object.entries(command.options)
    .filter(([, option]) => option.required)
    .map(([option, { value }]) => ` --${option}${value ? ` ${value}` : ''}`)
    .join('')
  return [
    `citycop ${name} – ${summary}`,
    '',
    `Usage: citycop ${name}${operands}${required} [options]`,
    '',
    command.about.trim(),
    '',
    'Options:',
    ...listed({ ...command.options, ...everywhere }),
  ].join('\n')
}

function listed(options: Options): string[] {
  const rows = Object.entries(options).map(([name, { value, says, many }]) => ({
    left: `  --${name}${value ? ` ${value}` : ''}`,
    says: many ? `${says} (may be given again)` : says,
  }))
  const width = Math.min(30, Math.max(...rows.map(({ left }) => left.length))) + 2
  return rows.flatMap(({ left, says }) => {
    const [first = '', ...rest] = wrap(says, 100 - width)
    const lines = rest.map((line) => `${' '.repeat(width)}${line}`)
    return left.length >= width
      ? [left, `${' '.repeat(width)}${first}`, ...lines]
      : [left.padEnd(width) + first, ...lines]
  })
}

function wrap(words: string, width: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
