// The street map that an operator may put beside a city's outline: one PMTiles archive, handed out whole or not at all.
export const basemapFile = 'basemap.pmtiles'
export const basemapType = 'application/vnd.pmtiles'
/** A phone fetches all of it and holds it in memory. */
export const largestBasemap = 20_000_000

/** What a city says of its street map. */
export type BasemapThere = { readonly bytes: number; readonly sha256: string }

/** The hash stands in the address: what lies there never changes. */
export const basemapAddress = (sha256: string): string => `/basemap/${sha256}.pmtiles`
