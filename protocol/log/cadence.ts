// How often the public sees the log grow, in seconds (J15): so seldom that one report cannot be told by its minute. A demo says that
// it ticks faster.
export const cadenceOf = ({ demo }: { readonly demo: boolean }): number => (demo ? 10 : 300)
