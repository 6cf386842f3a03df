export const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16)}Z`
