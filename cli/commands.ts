// Every command in one table. Each is loaded only when it is asked for: sealing is not read to print a help text.
import type { Command } from './command.ts'

export type Entry = readonly [summary: string, load: () => Promise<{ command: Command }>]

export const commands: Readonly<Record<string, Entry>> = {
  report: [
    'tell a police unit something, sealed so that only the unit can read it',
    () => import('./reports/submit.ts'),
  ],
  follow: ['what became of a report: status, answers, who opened it', () => import('./reports/follow.ts')],
  say: ['write again to the unit that has the report', () => import('./conversation/say.ts')],
  withdraw: ['take a report back', () => import('./reports/withdraw.ts')],
  'undo-withdrawal': ['let a withdrawn report stand again', () => import('./reports/undo-withdrawal.ts')],
  contest: ['say why a closed report should not be closed', () => import('./reports/contest.ts')],
  'officer list': ['the reports of an officer’s units', () => import('./officers/list.ts')],
  'officer open': [
    'open a report for a stated purpose; the opening is logged first',
    () => import('./officers/open.ts'),
  ],
  'officer take': ['take a report, which acknowledges it', () => import('./officers/take.ts')],
  'officer answer': ['answer the person who reported, or ask for more', () => import('./officers/answer.ts')],
  'officer close': ['close a report with a reason', () => import('./officers/close.ts')],
  export: ['hand a report to a court: one file that only the court opens', () => import('./officers/export.ts')],
  'officer triage': [
    'decide which law a report is under and what it is filed as',
    () => import('./officers/triage.ts'),
  ],
  'officer change-regime': [
    'put a report under another law, on a ground of its own',
    () => import('./officers/change-regime.ts'),
  ],
  'officer hold': ['hold a report on a legal ground until a day', () => import('./officers/hold.ts')],
  'officer release-hold': ['end a hold', () => import('./officers/release-hold.ts')],
  'officer review': ['say whether a report is still needed', () => import('./officers/review.ts')],
  'officer preview-erasure': ['what will be erased until a day', () => import('./officers/preview-erasure.ts')],
  'officer new': ['draw an officer’s keys, and ask to be let into a unit', () => import('./officers/new.ts')],
  'officer wrap-keys': ['hand the unit’s keys to new members', () => import('./officers/wrap-keys.ts')],
  'officer reseal': ['seal anew what a former member’s key opens', () => import('./officers/reseal.ts')],
  'unit status': ['who is in a unit, which keys it has, and what is due', () => import('./units/status.ts')],
  'unit add-member': ['let an officer into a unit', () => import('./units/add-member.ts')],
  'unit remove-member': ['let an officer go, at once', () => import('./units/remove-member.ts')],
  'unit rotate': ['certify a unit’s next key', () => import('./units/rotate.ts')],
  'identity list': [
    'who asked to see who reported, and what is to be approved or reviewed',
    () => import('./identity/list.ts'),
  ],
  'identity request': ['ask to see who reported, for a case', () => import('./identity/request.ts')],
  'identity approve': ['agree, as a second person, that it is opened', () => import('./identity/approve.ts')],
  'identity reveal': ['open who reported, once two persons agree', () => import('./identity/reveal.ts')],
  'identity review': ['look at an opening that was made in an emergency', () => import('./identity/review.ts')],
  'receipt verify': ['check a receipt without asking the server that made it', () => import('./log/verify-receipt.ts')],
  'evidence verify': ['check what somebody saved about the acts on a report', () => import('./log/verify-evidence.ts')],
  'log verify': ['check a whole log: who signed it, every entry, every hash', () => import('./log/verify.ts')],
  'log export': ['copy a log into a folder, file by file as it is served', () => import('./log/export.ts')],
  'log prove': ['make a proof that an entry stands in a log', () => import('./log/prove.ts')],
  watchdog: [
    'mirror the logs of cities, rebuild them from their entries, and show what is wrong',
    () => import('./watchdog/watchdog.ts'),
  ],
  'watchdog notices': [
    'what a city tells people later, and on what ground; the watchdog alone can read it',
    () => import('./watchdog/notices.ts'),
  ],
  witness: ['cosign the logs of cities, and keep what contradicts itself', () => import('./witness/witness.ts')],
  'policy check': [
    'check a city’s policy against the EU floor, and say what to change',
    () => import('./policy/check.ts'),
  ],
  'policy show': ['the versions of a policy, and what a proposed one changes', () => import('./policy/show.ts')],
  'policy propose': ['propose the next version of a policy', () => import('./policy/propose.ts')],
  'policy approve': ['approve the proposed version', () => import('./policy/approve.ts')],
  'policy drop': ['take a proposed version back', () => import('./policy/drop.ts')],
  'pilot check': ['what is missing before a city may open', () => import('./pilots/check.ts')],
  'pilot new': ['make the folder of another city', () => import('./pilots/new.ts')],
  'instance init': ['draw the keys of a new city', () => import('./instance/init.ts')],
  doctor: ['check an installation, and say what mends it', () => import('./instance/doctor.ts')],
  demo: ['bring the demo city to life: people, units, a dozen reports', () => import('./demo/demo.ts')],
}
