import { changeRegime } from '@citycop/client/reports/change-report.ts'
import { regimeGrounds } from '@citycop/protocol/policy/parameters.ts'
import type { Command } from '../command.ts'
import { decide, oneOf } from './decide.ts'
import { deskOptions, passphraseNote } from './desk.ts'
import { reportOption } from './find-report.ts'
import { sayTriage, triageOf, triageOptions } from './triage-options.ts'

const grounds = regimeGrounds.filter((one) => one !== 'first-decision')

export const command: Command = {
  options: {
    ...deskOptions,
    ...reportOption,
    ...triageOptions,
    ground: { value: 'G', says: `why the law changes: ${grounds.join(', ')}`, required: true },
  },
  about: `
Puts a report under another law than was decided before. It is a decision of its own, with its day and its ground, for a supervisor.
${passphraseNote}

  citycop officer change-regime --server http://127.0.0.1:8080 --keyfile data/demo/officers/anna.age \\
    --report K7QF-2M9X --law LED --class crime_serious --ground crime-suspected`,
  run: async (given) => {
    const triage = triageOf(given)
    const ground = oneOf(given, 'ground', grounds)
    return decide(given, {
      transition: 'report:triage',
      done: `Changed: ${sayTriage(triage)}.`,
      decision: { ...triage, ground },
      act: (desk, { ref }) => changeRegime(desk, ref, triage, ground),
    })
  },
}
