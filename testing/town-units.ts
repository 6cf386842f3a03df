// The units of the cities that tests found, and who is in them.
export const units = {
  'harbour-team': {
    title: { en: 'Harbour quarter team', it: 'Squadra del quartiere Porto' },
    serves: ['crime', 'concern', 'question', 'tip', 'urgent'],
    officers: ['anna', 'bruno'],
  },
  'home-safety': {
    title: { en: 'Safety at home unit', it: 'Unità sicurezza in casa' },
    serves: ['protected'],
    officers: ['carla', 'dario'],
  },
} as const
/** Who keeps identities (J32): each of them in a unit that receives nothing. */
export const vault = {
  custodians: { title: { en: 'Identity custodians' }, serves: [], officers: ['bruno', 'dario'] },
  supervisors: { title: { en: 'Supervisors' }, serves: [], officers: ['anna', 'carla'] },
} as const
