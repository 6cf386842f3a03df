// Exact, from every single time: no histogram, no rounding.
export function percentile(times: readonly number[], share: number): number {
  const sorted = Float64Array.from(times).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (times: readonly number[]): number => percentile(times, 0.5)
