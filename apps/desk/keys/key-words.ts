// What a unit's keys ask for, and what happened to them, in words. Whoever came or went is named by the six words of their key.
import type { Due } from '@citycop/client/keys/unit-due.ts'
import type { UnitEvent } from '@citycop/client/keys/unit-history.ts'
import { type Role, roles } from '@citycop/protocol/keys/certificates.ts'
import type { MessageKey } from '@citycop/ui/message-key.ts'
import { language, say } from '@citycop/ui/messages.svelte.ts'
import { shortDay } from '../ui-parts/say-time.ts'
import type { JoinView } from '../worker/key-views.ts'

type Named = (keyId: string) => string

export function sayDue(due: Due, named: Named): string {
  const day = (one: string) => shortDay(one, language())
  if (due.what === 'rotate')
    return due.days < 0 ? say('desk-unit.due-over') : say('desk-unit.due-rotate', { days: due.days })
  if (due.what === 'unconfirmed') return say('desk-unit.due-unconfirmed', { day: day(due.since) })
  if (due.what === 'member-ends') return say('desk-unit.due-member', { who: named(due.officer), day: day(due.until) })
  if (due.what === 'lead-ends') return say('desk-unit.due-lead', { day: day(due.until) })
  if (due.what === 'wrap-missing') return say('desk-unit.due-wrap', { who: named(due.officer) })
  return say('desk-unit.due-reseal', { count: due.count, epoch: due.epoch })
}

export function sayEvent({ what, epoch, officers }: UnitEvent, named: Named): string {
  if (what === 'epoch') return say('desk-unit.event-epoch', { epoch, count: officers.length })
  if (what === 'ended') return say('desk-unit.event-ended', { epoch })
  const who = officers.map(named).join('; ')
  return say(what === 'let-in' ? 'desk-unit.event-in' : 'desk-unit.event-out', { who })
}

const roleKeys: Record<Role, MessageKey> = {
  dispatcher: 'desk-unit.role-dispatcher',
  case_officer: 'desk-unit.role-case-officer',
  supervisor: 'desk-unit.role-supervisor',
  identity_custodian: 'desk-unit.role-identity-custodian',
  moderator: 'desk-unit.role-moderator',
  analyst: 'desk-unit.role-analyst',
  city_admin: 'desk-unit.role-city-admin',
  dpo: 'desk-unit.role-dpo',
  chief: 'desk-unit.role-chief',
}
export const sayRoles = (some: readonly string[]): string =>
  roles
    .filter((one) => some.includes(one))
    .map((one) => say(roleKeys[one]))
    .join(', ')

const fits: Record<Exclude<JoinView['fits'], 'yes'>, MessageKey> = {
  'other-city': 'desk-unit.request-other-city',
  'no-unit': 'desk-unit.request-no-unit',
  'member-already': 'desk-unit.request-member',
}
export const sayFits = (one: Exclude<JoinView['fits'], 'yes'>): string => say(fits[one])
