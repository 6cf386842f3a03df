// npm run NAME, for the scripts that need what is installed: node tools/run.mjs FILE [ARGUMENT …]
import { install, run } from './install.mjs'

install()
run(process.argv[2], process.argv.slice(3))
