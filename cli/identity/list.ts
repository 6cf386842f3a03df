import { listIdentities } from '@citycop/client/identity/open-identity.ts'
import type { IdentityRequest } from '@citycop/protocol/identity/contract.ts'
import type { Command } from '../command.ts'
import { atDesk, deskOptions, passphraseNote } from '../officers/desk.ts'

export const command: Command = {
  options: deskOptions,
  about: `
Lists the requests to see who reported that are still open, and the emergencies that nobody has looked at yet. For custodians,
supervisors and the data-protection officer.
${passphraseNote}

  citycop identity list --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age`,
  run: (given) =>
    atDesk(given, async (desk) => {
      const requests = (await listIdentities(desk)).requests.map(({ file: _file, ...shown }) => shown)
      return { json: { requests }, text: requests.length === 0 ? 'No requests.' : requests.map(said).join('\n') }
    }),
}

const said = ({ id, reference, state, reason, emergency, until, reviewBy, mine }: IdentityRequest): string =>
  [
    `${id}  ${reference}  ${state}${mine ? ' by you' : ''}, ${reason}${emergency ? ', emergency' : ''}, until ${until}`,
    ...(reviewBy === undefined ? [] : [`    to be reviewed by ${reviewBy}`]),
  ].join('\n')
