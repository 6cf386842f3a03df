// `citycop watchdog notices`: what a city does not tell people yet, it tells the watchdog at once.
import { type AuditedNotice, readNotices } from '@citycop/client/watchdog/read-notices.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'

export const command: Command = {
  options: { ...deskOptions, keyfile: { value: 'FILE', says: 'the watchdog’s keyfile', required: true } },
  about: `
Lists every opening of which the person who reported is told later: which unit, for what, on what ground, until when. Each is
opened on this machine with the watchdog's own key and proven from the city's log; one that cannot be is a fault of the city's,
or of the device that sent the report, and the command then ends with an error.
${passphraseNote}

  citycop watchdog notices --server https://city.example --pins pins.json --keyfile watchdog.age`,
  run: (given) =>
    atDesk(given, async (desk, { ageIdentity }) => {
      const notices = await readNotices(desk, ageIdentity)
      const faults = notices.filter((one) => 'fault' in one).length
      const head =
        notices.length === 0
          ? 'Nobody is told later of anything.'
          : `${notices.length} to be told later, ${faults} with a fault:`
      return { json: { notices, faults }, text: [head, ...notices.map(said)].join('\n'), failed: faults > 0 }
    }),
}

function said(one: AuditedNotice): string {
  const head = `  entry ${one.index}: until ${one.until}, ${one.ground}`
  if ('fault' in one) return `${head} – FAULT: ${faults[one.fault]}`
  const { actor, time, purpose, reason } = one.said
  return `${head} – ${actor.unit ?? 'no unit'}, officer ${actor.pseudonym ?? '-'}, ${time}: ${purpose ?? '-'}, ${reason ?? '-'}`
}

const faults = {
  closed: 'its keys are not sealed to this watchdog',
  unproven: 'the log holds no such entry',
  otherwise: 'the log’s entry says another day or another ground',
} as const
