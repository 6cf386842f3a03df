// See hostile/fuzz-deep.ts.
import { fuzzDeep } from '../hostile/fuzz-deep.ts'

fuzzDeep(1, 2)
