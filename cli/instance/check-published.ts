// Checks of what the public sees of the log: its newest checkpoint, how old it is, and which witnesses signed it.

import { isWitnessed, policyOf } from '@citycop/client/keys/pinned-policy.ts'
import { Doubt } from '@citycop/client/log/doubt.ts'
import { logFiles } from '@citycop/client/log/fetch-log.ts'
import { openPublished, type Published } from '@citycop/client/log/published.ts'
import type { Pins } from '@citycop/protocol/keys/certificates.ts'
import { cadenceOf } from '@citycop/protocol/log/cadence.ts'
import type { WitnessPolicy } from '@citycop/protocol/log/witness-policy.ts'
import { explain } from '../refusal.ts'
import { type Check, check } from './check.ts'

const daySeconds = 86_400
const slack = 60

export async function checkPublished(origin: string, pins: Pins, now = new Date()): Promise<Check[]> {
  const policy = policyOf(pins)
  let published: Published | undefined
  const found = await check(
    'log: published',
    'do not use this server until you know who changed its log’s key or its witnesses',
    async () => {
      const note = await noteOf(origin)
      if (note === undefined)
        return {
          warn: 'no checkpoint has been published yet',
          mend: 'wait for the first one; if none comes, start the witnesses',
        }
      published = open(policy, note)
      return `a checkpoint of ${published.checkpoint.size} entries, signed by the log`
    },
  )
  if (!published) return [found]
  if (!isWitnessed(policy))
    return [
      found,
      await check('log: witnesses', '', () => 'the pins name none: nobody outside the city confirms its log'),
    ]
  return [found, ...(await checkWitnesses(policy, published)), await checkAge(pins, published, now)]
}

async function noteOf(origin: string): Promise<string | undefined> {
  try {
    return await logFiles({ origin }, { signal: AbortSignal.timeout(5000) }).checkpoint()
  } catch (error) {
    throw new Error(error instanceof Doubt ? `${origin}/log/checkpoint is not handed out` : explain(error).sentence)
  }
}

function open(policy: WitnessPolicy, note: string): Published {
  try {
    return openPublished(policy, note)
  } catch (error) {
    if (!(error instanceof Doubt)) throw error
    throw new Error(
      'the checkpoint is not signed by the pinned log, is of no entries, or has a false signature of a witness',
    )
  }
}

/** One line a witness: who runs it is another for each. */
function checkWitnesses({ witnesses }: WitnessPolicy, { cosignatures, quorum }: Published): Promise<Check[]> {
  const signed = new Map(cosignatures.map(({ name, time }) => [name, time]))
  const each = witnesses.map(({ name, url }) =>
    check(
      `witness: ${name}`,
      `ask whoever runs ${name} whether it is up${url === undefined ? '' : ` at ${url}`}`,
      () => {
        const time = signed.get(name)
        if (time === undefined) return { warn: 'its signature is missing from the newest checkpoint' }
        return `signed at ${new Date(time * 1000).toISOString().slice(0, 16)}Z`
      },
    ),
  )
  const enough = check(
    'log: enough witnesses',
    'get the missing witnesses to run; until then phones do not believe it',
    () => {
      if (!quorum)
        throw new Error(`${signed.size} of ${witnesses.length} signed, which is too few for the policy in the pins`)
      return `${signed.size} of ${witnesses.length} signed, which is enough for the policy`
    },
  )
  return Promise.all([...each, enough])
}

function checkAge(pins: Pins, { newest }: Published, now: Date): Promise<Check> {
  const cadence = cadenceOf(pins)
  const mend =
    'look at the server’s log and at its witnesses: it publishes only when enough of them sign; check the clocks of this machine and theirs'
  return check('log: age', mend, () => {
    if (newest === undefined) throw new Error('enough witnesses never confirmed it')
    const age = Math.floor(now.getTime() / 1000 - newest)
    const said = `confirmed ${sayAge(age)} ago; a new one is due every ${sayAge(cadence)}`
    if (age > daySeconds) throw new Error(`${said}; phones call it stale`)
    return age > 2 * cadence + slack ? { warn: said } : said
  })
}

const sayAge = (seconds: number): string => {
  if (seconds < 120) return `${Math.max(0, seconds)} s`
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`
}
