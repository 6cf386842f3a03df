import { install, run } from './install.mjs'

install()
run('tools/start.ts')
