// Days and times, short enough for a table.
import { sayShortDay, sayShortMoment, sayTime } from '@citycop/ui/dates.ts'

export const shortDay = sayShortDay
export const moment = sayShortMoment
export const clockTime = sayTime
