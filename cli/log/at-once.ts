// Several at a time, in the order they were asked for: a log is thousands of small files, and one after another is too slow.

/** How many requests one log gets from us at once. */
export const politely = 6

/** What `work` makes of each item, in the items' order; at most `most` are under way. */
export async function* atOnce<Item, Made>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Made>,
  most = politely,
): AsyncGenerator<Made> {
  const running: Promise<Made>[] = []
  for (const item of items) {
    const begun = work(item)
    begun.catch(() => {}) // it is thrown when its turn comes
    running.push(begun)
    if (running.length >= most) yield await (running.shift() as Promise<Made>) // `most` is at least 1
  }
  for (const left of running) yield await left
}
