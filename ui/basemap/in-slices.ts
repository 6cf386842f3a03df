// Work that would hold up a finger is done a little before each picture of the screen.
const atOnce = 8 // milliseconds

/** Begins it, and answers how to break it off. `done` is called in the slice that ends it. */
export function inSlices(steps: Iterator<void>, done: () => void): () => void {
  let asked = requestAnimationFrame(slice)
  function slice(): void {
    const end = performance.now() + atOnce
    while (performance.now() < end) {
      if (!steps.next().done) continue
      done()
      return
    }
    asked = requestAnimationFrame(slice)
  }
  return () => cancelAnimationFrame(asked)
}
