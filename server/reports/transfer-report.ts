// Handing a report to another unit (J9): the act, the message that tells the person, the new seals and the end of the old ones are one
// transaction. Before it the old unit has the report, after it the other one, and at no moment both.
import { readAgeHeader } from '@citycop/protocol/contract/age-header.ts'
import { Problem } from '@citycop/protocol/contract/problem.ts'
import type { Body } from '@citycop/protocol/contract/route.ts'
import { messageClass } from '@citycop/protocol/contract/size-class.ts'
import type { EpochCertificate } from '@citycop/protocol/keys/certificates.ts'
import { epochInUse } from '@citycop/protocol/keys/epochs.ts'
import type { transferReport as route } from '@citycop/protocol/reports/transfer-contract.ts'
import { transferReasons } from '@citycop/protocol/reports/work-reasons.ts'
import type { Context } from '../context.ts'
import type { Act } from '../log/append.ts'
import type { Query } from '../platform/database.ts'
import { sha256 } from '../platform/hash.ts'
import type { Officer, Permit } from '../policy/authorise.ts'
import { type Changed, changeReport } from './change-report.ts'
import { type Asked, actWords, useRequest } from './desk-request.ts'
import { messagesOf } from './sealed-store.ts'
import type { Report } from './store.ts'
import { dropNotes, endOldPermissions, everOpened, rememberEpochs, replaceSeals } from './transfer-store.ts'
import { type CheckedMessage, checkSealedToUnit, insertMessage } from './unit-message.ts'

type Sealed = Body<typeof route>['messages'][number]
type Anew = { id: Buffer; object: string; header: Buffer; payload: Buffer; sizeClass: number; stanzas: number }

/** The unit a request names, by its epoch in use: another one than has the report, and one that receives any. @throws Problem wrong-unit */
export function receivingUnit({ keys, clock }: Context, report: Report, { unit }: Asked): EpochCertificate {
  const epoch = unit === undefined ? undefined : epochInUse(keys.trusted, unit, clock.today())
  if (
    !epoch ||
    epoch.unit === report.unit ||
    epoch.serves.length === 0 ||
    !keys.epoch(epoch.unit, epoch.epoch, clock.today())
  )
    throw new Problem('wrong-unit', 'a report goes to another unit of this city that receives reports')
  return epoch
}

/** @throws Problem */
export async function transferReport(
  ctx: Context,
  permit: Permit<'report:transfer'>,
  officer: Officer,
  found: Report,
  asked: Asked,
  { message, messages }: Pick<Body<typeof route>, 'message' | 'messages'>,
): Promise<Changed> {
  const to = receivingUnit(ctx, found, asked)
  if (message.epoch !== to.epoch) throw new Problem('epoch-expired')
  if (!transferReasons.some((one) => one === asked.reason))
    throw new Problem('bad-request', `a report is handed on for a reason: ${transferReasons.join(', ')}`)
  const told = checkSealedToUnit(ctx, to.unit, message)
  const anew = messages.map((one) => checkAnew(ctx, one))
  const named = [told.id.toString('hex'), ...anew.map((one) => one.object)].sort()
  if (named.join() !== asked.objects.join()) throw new Problem('bad-request', 'the request names other messages')
  const changed = await changeReport(ctx, found, {
    transition: 'report:transfer',
    words: (report) => actWords(ctx, permit, officer, report, asked),
    // The clocks go on as they are: nobody who reported waits longer because of where it was sent first.
    change: () => ({ unit: to.unit, assignee: null }),
    request: JSON.stringify(asked.envelope),
    also: async (query, report, act) => {
      await useRequest(query, ctx, asked)
      await handOver(query, ctx, report, act, { epoch: to.epoch, told, anew })
    },
  })
  ctx.changes.tell(found.ref, found.unit, true)
  ctx.changes.tell(found.ref, to.unit)
  return changed
}

type Handed = { readonly epoch: number; readonly told: CheckedMessage; readonly anew: readonly Anew[] }

async function handOver(query: Query, ctx: Context, report: Report, act: Act, { epoch, told, anew }: Handed) {
  const { city, keys, clock } = ctx
  const { instance } = city.pins
  await refuseUnlessWhole(query, instance, report, anew)
  const inUse = epochInUse(keys.trusted, report.unit, clock.today())
  if (!inUse) throw new Problem('epoch-expired')
  await rememberEpochs(query, instance, report, inUse.epoch)
  await replaceSeals(query, instance, report, act.id, { epoch, messages: anew })
  await dropNotes(query, instance, report)
  await insertMessage(query, ctx, report, 'unit', act, told)
  await endOldPermissions(query, instance, report)
}

/** @throws Problem: wrong-size, wrong-suite */
function checkAnew({ city }: Context, one: Sealed): Anew {
  const [header, payload] = [Buffer.from(one.header, 'base64'), Buffer.from(one.payload, 'base64')]
  const sizeClass = messageClass(payload.length)
  if (sizeClass === undefined) throw new Problem('wrong-size')
  const read = readAgeHeader(header, city.pins.suite)
  if (!read) throw new Problem('wrong-suite')
  const object = sha256(Buffer.concat([header, payload])).toString('hex')
  return { id: Buffer.from(one.id, 'hex'), object, header, payload, sizeClass, stanzas: read.stanzas }
}

/** Every message, each once, each for those it was for, and none that nobody of this unit was given to read. @throws Problem */
async function refuseUnlessWhole(query: Query, city: string, report: Report, anew: readonly Anew[]): Promise<void> {
  const stored = (await messagesOf(query, city, [report.ref])).filter((one) => one.direction !== 'note')
  const given = new Map(anew.map((one) => [one.id.toString('hex'), one]))
  if (given.size !== anew.length || given.size !== stored.length)
    throw new Problem('state-changed', 'a message came meanwhile, or is missing: open the report again')
  const opened = await everOpened(query, city, report)
  for (const { id, direction } of stored) {
    const one = given.get(id.toString('hex'))
    if (!one || !opened.has(id.toString('hex'))) throw new Problem('state-changed', 'open the report again')
    // To the unit alone, or to the person as well: nobody else is put in.
    if (one.stanzas !== (direction === 'citizen' ? 1 : 2))
      throw new Problem('wrong-suite', 'handed on, a message is for those it was for')
  }
}
