import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everywhere } from './command.ts'
import { commands } from './commands.ts'
import { helpOf } from './help.ts'
import { citycop } from './spawned.ts'

const here = ['--server', 'http://127.0.0.1:9']

test('an unknown command is one sentence and exit code 2', async () => {
  const { code, out, errors } = await citycop(['reprot'])
  assert.deepEqual([code, out], [2, ''])
  assert.match(errors, /^citycop: there is no command "reprot"[^\n]*\n$/)
})

test('a word that may be a person’s is not repeated by an error', async () => {
  const { code, errors } = await citycop(['Marta Lindqvist'])
  assert.equal(code, 2)
  assert.doesNotMatch(errors, /Marta/)
})

test('an unknown option is one sentence and exit code 2', async () => {
  const { code, errors } = await citycop(['follow', ...here, '--pasphrase', 'x'])
  assert.equal(code, 2)
  assert.equal(errors, 'citycop: "follow": there is no option --pasphrase; --help lists them\n')
})

test('words without quotes are refused and not repeated', async () => {
  const { code, errors } = await citycop(['follow', ...here, '--passphrase', 'legal', 'winner', 'thank'])
  assert.equal(code, 2)
  assert.doesNotMatch(errors, /legal|winner|thank/)
})

test('a value that is missing is named', async () => {
  const { code, errors } = await citycop(['report', ...here, '--category', 'noise', '--text'])
  assert.equal(code, 2)
  assert.match(errors, /--text needs a value/)
})

test('a command without what it needs is not begun', async () => {
  const { code, errors } = await citycop(['report', '--category', 'noise', '--text', 'x'])
  assert.equal(code, 2)
  assert.match(errors, /needs --server/)
})

test('with --json a refusal is an object on standard output too', async () => {
  const { code, out } = await citycop(['report', '--json', ...here, '--category', 'murder', '--text', 'x'])
  assert.equal(code, 2)
  assert.equal(JSON.parse(out).problem.code, 'usage')
})

test('every command explains every option it takes', async () => {
  const { out } = await citycop(['--help'])
  for (const [name, [summary, load]] of Object.entries(commands)) {
    assert.ok(out.includes(`  ${name} `) && out.includes(summary), `${name} is missing from the overview`)
    const { command } = await load()
    const help = helpOf(name, summary, command)
    assert.match(help, new RegExp(`citycop ${name} --|citycop ${name} \\w`), `${name} has no example`)
    for (const [option, { says }] of Object.entries({ ...command.options, ...everywhere })) {
      assert.ok(help.includes(`  --${option}`), `${name} --${option}`)
      assert.ok(says.length > 10, `${name} --${option} is not explained`)
    }
  }
})

test('--help of one command is printed and nothing is done', async () => {
  const { code, out } = await citycop(['instance', 'init', '--data', '/nowhere/at/all', '--help'])
  assert.equal(code, 0)
  assert.match(out, /^citycop instance init – /)
})

test('a server that does not answer is one sentence and exit code 1', async () => {
  const { code, errors } = await citycop(['report', ...here, '--category', 'noise', '--text', 'x'])
  assert.equal(code, 1)
  assert.match(errors, /^citycop: the server does not answer[^\n]*\n$/)
})

test('a file that does not exist stops the report before anything is asked of the server', async () => {
  const args = ['report', ...here, '--category', 'noise', '--text', 'x', '--attach', '/nowhere/photo.jpg']
  const { code, out, errors } = await citycop(args)
  assert.deepEqual([code, out], [1, ''])
  assert.equal(errors, 'citycop: /nowhere/photo.jpg does not exist\n')
})

test('wrong words are refused by their place, never by themselves', async () => {
  const words = 'legal winner thank year wave sausage worth useful legal winner thank zzzzz'
  const { code, errors } = await citycop(['follow', ...here, '--passphrase', '-'], {}, words)
  assert.equal(code, 1)
  assert.match(errors, /word 12 is in none of the word lists/)
  assert.doesNotMatch(errors, /zzzzz|sausage/)
})

test('words on the command line work and are warned about', async () => {
  const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  const { code, errors } = await citycop(['follow', ...here, '--passphrase', words])
  assert.equal(code, 1)
  assert.match(errors, /can be seen by other programs/)
  assert.match(errors, /does not answer/)
  assert.doesNotMatch(errors, /sausage/)
})

test('nobody is asked where no terminal is', async () => {
  const { code, errors } = await citycop(['follow', ...here])
  assert.equal(code, 2)
  assert.match(errors, /CITYCOP_WORDS/)
})
