// The last thing a start says: where everything is.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Serving } from './serve.ts'

export function greeting(
  { citizen, desk, watchdog }: Serving & { watchdog: string | undefined },
  data: string,
  seconds: number,
): string {
  return [
    '',
    `CITYCoP is ready (${seconds.toFixed(0)} s).`,
    '',
    `  citizen app      ${citizen}`,
    `  officers' desk   ${desk}`,
    ...(watchdog === undefined ? [] : [`  watchdog         ${watchdog} (on this machine too, so it proves nothing)`]),
    ...demoOfficers(data),
    '',
    `Everything is kept in ${data}. Ctrl-C stops it; npm start -- --help explains every option.`,
    '',
  ].join('\n')
}

function demoOfficers(data: string): string[] {
  const passphrase = join(data, 'demo/passphrase')
  const officers = globSync('demo/officers/*.age', { cwd: data }).map((file) => basename(file, '.age'))
  if (!existsSync(passphrase) || officers.length === 0) return []
  return [
    '',
    'To sign in at the desk as a demo officer, choose the keyfile and type the passphrase:',
    '',
    `  keyfiles         ${join(data, 'demo/officers')}/{${officers.sort().join(',')}}.age`,
    `  passphrase       ${readFileSync(passphrase, 'utf8').trim()}`,
  ]
}
