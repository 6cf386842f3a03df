import { dirname, join, resolve } from 'node:path'
import { pinsIn } from '../instance/check-folder.ts'

/** Whether a keyfile lies where a demo keeps its people's: DATA/demo/custodians, beside an instance whose pins say demo. */
export const isDemoFile = (file: string): boolean => pinsIn(join(dirname(resolve(file)), '../..'))?.demo === true
