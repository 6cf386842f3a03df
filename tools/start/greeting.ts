// The last thing a start says: where everything is.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Serving } from './serve.ts'

export type Ready = Serving & { readonly name: string; readonly data: string; readonly watchdog: string | undefined }

export function greeting(cities: readonly Ready[], seconds: number): string {
  const names = cities.map(({ name }) => name)
  const several = cities.length > 1
  return [
    '',
    `CITYCoP is ready (${seconds.toFixed(0)} s)${several ? `: ${names.join(', ')}, each in a process and a folder of its own` : ''}.`,
    ...cities.flatMap((city) => ['', ...(several ? [city.name, ''] : []), ...aboutCity(city)]),
    '',
    ...(several
      ? ['Ctrl-C stops all of them; npm start -- --help explains every option.']
      : [`Everything is kept in ${cities[0]?.data}. Ctrl-C stops it; npm start -- --help explains every option.`]),
    ...(several ? cities.map(({ name, data }) => `Everything of ${name} is kept in ${data}.`) : []),
    '',
  ].join('\n')
}

const aboutCity = ({ citizen, desk, watchdog, data }: Ready): string[] => [
  `  citizen app      ${citizen}`,
  `  officers' desk   ${desk}`,
  ...(watchdog === undefined ? [] : [`  watchdog         ${watchdog} (on this machine too, so it proves nothing)`]),
  ...demoOfficers(data),
]

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
