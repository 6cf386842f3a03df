/** The layers of the Protomaps basemap that are drawn; `natural` and `transit` stand in its older archives. */
export const drawnLayers: ReadonlySet<string> = new Set([
  'earth',
  'landcover',
  'landuse',
  'natural',
  'water',
  'buildings',
  'roads',
  'transit',
  'boundaries',
  'places',
  'pois',
])
