/** What a reader of the street map throws inside its own boundary, and nothing else. */
export class Malformed extends Error {}
