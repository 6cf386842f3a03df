// The state of a report's check in one sentence, for a person at a terminal.
import type { Why } from '@citycop/client/log/doubt.ts'
import type { LogCheck } from '@citycop/client/log/log-check.ts'
import { posix, sayAge, sayCount } from './say-log.ts'

const reasons: Readonly<Record<Why, string>> = {
  fork: 'the city signed two logs that cannot both be true',
  withheld: 'the log holds an act on this report that the city did not show',
  moved: 'an act that was shown does not stand in the log as it should',
  twice: 'one act on this report stands in the log twice',
  time: 'an act claims a time at which it cannot have happened',
  backdated: 'an act claims to be older than what stands before it in the log',
  law: 'an act names rules or a program that do not stand in the log where it says',
  entries: 'the server hands out other entries than the city signed',
  note: 'the newest checkpoint is not signed as it should be',
  older: 'the server shows an older log than was seen here before',
  old: 'the last confirmation is too old',
  missing: 'nothing is published yet; that takes up to ten minutes',
  unavailable: 'the server does not hand out a part of the log',
  quorum: 'too few witnesses have confirmed it so far; that takes up to ten minutes',
  large: 'there is much to look through; --scan-all does it',
  newer: 'the newest acts are not in the public log yet; that takes up to ten minutes',
}

export function sayCheck(check: LogCheck, demo: boolean): string {
  const { state, why, index, acts, confirmed, scanned, unscanned } = check
  const place = index === undefined ? '' : ` (entry ${index})`
  const reason = why === undefined ? '' : `: ${reasons[why]}${place}`
  if (state === 'contradiction')
    return `The log CONTRADICTS itself or this page${reason}. Save the evidence with --evidence FILE.`
  const looked = unscanned
    ? 'What was shown is checked, not that there is nothing else.'
    : `All ${sayCount(scanned)} entries since the report were looked through; there is nothing else.`
  if (state === 'stale') return `The log is NOT confirmed${reason}. ${looked}`
  const inside = `${confirmed} of ${acts} acts stand in the public log`
  if (state === 'unwitnessed') return `${inside}; nobody outside the city confirms it. ${looked}`
  const head = state === 'confirmed' ? `Confirmed: ${inside}` : `Not confirmed yet${reason}. ${inside}`
  return `${head}${sayConfirmation(check, demo)}. ${looked}`
}

function sayConfirmation({ witnesses, newest }: LogCheck, demo: boolean): string {
  if (newest === undefined) return ''
  const whose = demo
    ? 'which all run on one machine in this demo, so that proves nothing'
    : 'outside the city’s control'
  return `, which ${new Intl.ListFormat('en-GB').format(witnesses)} (${whose}) confirmed ${sayAge(posix() - newest)}`
}
