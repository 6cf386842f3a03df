import { bytes } from '@citycop/protocol/contract/bytes.ts'
import type { Custodian } from '@citycop/protocol/keys/recovery.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { sixWords } from '../keys/fingerprint.ts'

/** Of both keys: a card that was changed on the way has other words. */
export const custodianWords = ({ custodianPk, recipient }: Custodian): Promise<string> =>
  sixWords(sha256(bytes(`${custodianPk} ${recipient}`)))
