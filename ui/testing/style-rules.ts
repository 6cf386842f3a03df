// What no stylesheet of ours may say: sides that do not turn with the direction of a language, colours that are no tokens.
const physical =
  /(?<![\w-])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height)|left|right|top|bottom)\s*:/g
const aligned = /(?<![\w-])((?:text-align|float|clear)\s*:\s*(?:left|right))\b/g
const named =
  /(?<![\w-])(#[0-9a-f]{3,8}|(?:rgba?|hsla?|oklch|lab|lch|hwb|color)\([^)]*\)|white|black|red|green|blue|gr[ae]y|orange|yellow|tomato|silver|navy|purple)(?![\w-])/gi
const declaration = /([\w-]+)\s*:\s*([^;{}]+)/g

// `(max-width: 30rem)` asks about the window, which has no other word for it.
const withoutQueries = (style: string) => style.replace(/@(media|container|supports)[^{]*/g, '')
const first = (matches: Iterable<RegExpMatchArray>) => [...matches].map((match) => match[1] as string)

export const physicalSides = (style: string): string[] => [
  ...first(withoutQueries(style).matchAll(physical)),
  ...first(withoutQueries(style).matchAll(aligned)),
]

export const strayColours = (style: string): string[] =>
  [...withoutQueries(style).matchAll(declaration)].flatMap(([, , value = '']) => first(value.matchAll(named)))

/** A drawing measures its own text in its own units; everything else takes a size from the tokens. */
export const strayTextSizes = (style: string): string[] => first(style.matchAll(/font-size:\s*([\d.]+rem)/g))

export const missingTokens = (style: string, tokens: string): string[] =>
  first(style.matchAll(/var\((--[\w-]+)/g)).filter((token) => !tokens.includes(`${token}:`))
