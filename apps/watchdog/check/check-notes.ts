// Checkpoints: one, several one after another, inside a proof, or two that contradict each other.
import { equal } from '@citycop/protocol/contract/bytes.ts'
import { openCheckpoint } from '@citycop/protocol/log/checkpoint.ts'
import { parseProof } from '@citycop/protocol/log/inclusion.ts'
import { openWitnessed, type Witnessed } from '@citycop/protocol/log/witness-policy.ts'
import { type Contradiction, contradicts } from '@citycop/protocol/watchdog/contradiction.ts'
import { type Finding, type KnownLog, type Line, line, weigh } from './finding.ts'

type Opened = { readonly log: KnownLog; readonly witnessed: Witnessed }

export function checkNotes(notes: readonly string[], known: readonly KnownLog[]): Finding {
  const opened = notes.map((note) => openWith(note, known))
  const lines = opened.map(lineOf)
  if (forkAmong(opened)) return proven([...lines, line(true, 'watchdog-check.fork-proven')])
  const verdict = weigh(lines)
  const title = verdict === 'bad' ? 'watchdog-check.notes-bad' : 'watchdog-check.notes-good'
  return { verdict, title, values: { count: notes.length }, lines }
}

export function checkContradiction(one: Contradiction, known: readonly KnownLog[]): Finding {
  const log = known.find(({ origin }) => origin === one.origin)
  const key = log?.policy.logs[0]?.key
  if (!log || !key) {
    const lines = [line(false, 'watchdog-check.other-log')]
    return { verdict: 'bad', title: 'watchdog-check.contradiction-bad', lines }
  }
  const signed = [one.first, one.second].map((note) => {
    const size = openCheckpoint(note, key)?.size
    if (size === undefined) return line(false, 'watchdog-check.note-bad')
    return line(true, 'watchdog-check.note-signed', { origin: log.origin, size })
  })
  if (contradicts(one, key)) return proven([...signed, line(true, 'watchdog-check.fork-proven')])
  const lines = [...signed, line(false, 'watchdog-check.fork-unproven')]
  return { verdict: 'bad', title: 'watchdog-check.contradiction-bad', lines }
}

/** Of a proof alone only its checkpoint can be looked at: it does not say of which entry it is. */
export function checkProof(text: string, known: readonly KnownLog[]): Finding {
  const proof = parseProof(text)
  const lines = [
    lineOf(proof && openWith(proof.note, known)),
    ...(proof ? [line('unsure', 'watchdog-check.proof-alone', { index: proof.index })] : []),
  ]
  return { verdict: weigh(lines), title: 'watchdog-check.proof', lines }
}

const proven = (lines: readonly Line[]): Finding => ({
  verdict: 'good',
  title: 'watchdog-check.contradiction-good',
  lines,
})

function openWith(note: string, known: readonly KnownLog[]): Opened | undefined {
  for (const log of known) {
    const witnessed = openWitnessed(note, log.policy)
    if (witnessed) return { log, witnessed }
  }
  return undefined
}

function lineOf(opened: Opened | undefined): Line {
  if (!opened) return line(false, 'watchdog-check.note-bad')
  const { log, witnessed } = opened
  const who = witnessed.cosignatures.map(({ name }) => name).join(', ')
  const values = { origin: log.origin, size: witnessed.checkpoint.size }
  return witnessed.quorum && who !== ''
    ? line(true, 'watchdog-check.note-witnessed', { ...values, who })
    : line('unsure', 'watchdog-check.note-alone', values)
}

const forkAmong = (opened: readonly (Opened | undefined)[]): boolean =>
  opened.some((one, i) =>
    opened.slice(i + 1).some((other) => {
      const [a, b] = [one?.witnessed.checkpoint, other?.witnessed.checkpoint]
      return a && b && a.origin === b.origin && a.size === b.size && !equal(a.root, b.root)
    }),
  )
