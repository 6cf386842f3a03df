// Handing a text to another service, as the person agreed to it. The act is logged first; only then is there a file. The file holds the
// text and a number drawn for it, and nothing by which the service and the city could find each other's papers.
import { bytes } from '@citycop/protocol/contract/bytes.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import { type Asked, consentState } from '@citycop/protocol/conversation/consent.ts'
import { referReport as route } from '@citycop/protocol/conversation/desk-contract.ts'
import { call } from '../api/call.ts'
import type { Desk } from '../officers/sign-in.ts'
import { signRequest } from '../officers/sign-request.ts'
import type { OpenedReport } from '../reports/open-report.ts'
import type { Message } from '../reports/report.ts'
import { joined, sealTo } from '../sealing/age-file.ts'
import { padMessage } from '../sealing/padding.ts'
import { sealUnitMessage, type Written } from './seal-unit-message.ts'

export type Referral = { readonly number: string; readonly text: string; readonly file: Uint8Array<ArrayBuffer> }
type Service = { readonly id: string; readonly recipient: string }

/** @throws Problem: forbidden where the person did not say yes to this */
export async function referReport(
  desk: Desk,
  opened: OpenedReport,
  of: string,
  service: Service,
): Promise<Written & { readonly referral: Referral; readonly said: Pick<Message, 'text' | 'consent'> }> {
  const asked = agreedTo(opened, of)
  if (asked.to !== service.id) throw new Problem('forbidden', 'the person agreed to another service')
  const referral = await makeReferral(asked.text ?? '', service)
  const { number } = referral
  const said = { text: `${asked.title}: ${number}`, consent: { is: 'done' as const, of, number } }
  const { id, message } = await sealUnitMessage(desk, opened, { type: 'reply', ...said })
  const request = signRequest(desk, { action: 'report:refer', ref: opened.ref, objects: [id] })
  const written = await call(desk.instance.server, route, { request, message }, desk.token)
  return { ...written, id, seq: message.seq, referral, said }
}

/** What the person said yes to, word for word. @throws Problem forbidden */
export function agreedTo({ messages }: Pick<OpenedReport, 'messages'>, of: string): Asked {
  const asked = messages.find(({ id, from }) => id === of && from === 'unit')?.consent
  if (asked?.is !== 'asked' || asked.act !== 'report:refer' || consentState(messages, of) !== 'yes')
    throw new Problem('forbidden', 'the person did not say yes')
  return asked
}

/** Padded, so that its size tells little; sealed to the service alone: the city could not open it again either. */
export async function makeReferral(text: string, { recipient }: Service): Promise<Referral> {
  const number = newNumber()
  const plain = bytes(JSON.stringify({ v: 1, kind: 'citycop-referral', number, text }))
  return { number, text, file: joined(await sealTo([recipient], padMessage(plain))) }
}

// Without letters that are read for one another. 32 of them, so that none comes more often.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Eight letters, of chance alone: worked out of nothing that the report has. */
function newNumber(): string {
  const drawn = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => letters[byte % 32]).join('')
  return `${drawn.slice(0, 4)}-${drawn.slice(4)}`
}
