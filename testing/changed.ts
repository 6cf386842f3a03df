// Every text that differs from a good one in one place. Each parser is shown them all.
export function* changed(
  good: string,
  others = ['A', '0', '\n'],
): Generator<{ readonly text: string; readonly at: number }> {
  for (let at = 0; at < good.length; at++) {
    for (const other of others)
      if (good[at] !== other) yield { text: good.slice(0, at) + other + good.slice(at + 1), at }
    yield { text: good.slice(0, at) + good.slice(at + 1), at } // one left out; the last of them is one cut short
  }
}
