/** Longer than any word of ours, and nothing in it can be broken at a sign. */
export const longWords =
  'Neachtarshuiomhanna, Datenschutzgrundverordnungsbeauftragte and Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'
