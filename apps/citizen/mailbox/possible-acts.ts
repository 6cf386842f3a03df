// What a person may still do with a report: read from the one table that the server goes by.
import { next, type Status, type Transition } from '@citycop/protocol/reports/workflow.ts'

export const may = (status: Status, act: Transition): boolean => next(status, act, 'received') !== undefined
