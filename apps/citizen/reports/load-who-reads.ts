// "Who will see what" comes with the parser of the policy's terms, which the first screen does without: fetched while somebody writes.
export const loadWhoReads = async () => (await import('./WhoReads.svelte')).default
