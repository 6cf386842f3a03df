// Puts the whole page into one HTML file that can be carried on a stick and opened without a server. Its own policy, with the hash of
// its one script and its one style, lets it load nothing and speak to nobody: keys that are opened in it cannot leave by the network.
import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    // What slows the guessing at a keyfile's passphrase is compiled inside this page; it is loaded from nowhere.
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

export const oneFile = (): Plugin => ({
  name: 'one-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle)
    const scripts = files.flatMap((one) => (one.type === 'chunk' ? [one.code] : []))
    const styles = files.flatMap((one) => (one.fileName.endsWith('.css') && one.type === 'asset' ? [one.source] : []))
    const page = bundle['index.html']
    if (page?.type !== 'asset' || scripts.length !== 1 || files.length !== 2 + styles.length)
      throw new Error(`the offline page is made of ${files.map((one) => one.fileName).join(', ')}`)
    // An end tag inside the script would end it early.
    const script = `\n${(scripts[0] ?? '').replaceAll('</script', '<\\/script')}\n`
    const style = `\n${styles.map(String).join('\n')}\n`
    const html = String(page.source)
      .replace(/\s*<script\b[^>]*><\/script>/g, '')
      .replace(/\s*<link\b[^>]*rel="stylesheet"[^>]*>/g, '')
      .replace(
        '<head>',
        () => `<head>\n    <meta http-equiv="content-security-policy" content="${policyOf(script, style)}" />`,
      )
      .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
      .replace('</body>', () => `  <script>${script}</script>\n  </body>`)
    for (const { fileName } of files) delete bundle[fileName]
    this.emitFile({ type: 'asset', fileName: 'index.html', source: html })
  },
})
