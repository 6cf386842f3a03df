import '@citycop/ui/tokens.css'
import '@citycop/ui/base.css'
import './app.css'
import { speak } from '@citycop/ui/messages.svelte.ts'
import { mount, unmount } from 'svelte'
import App from './App.svelte'
import { firstLanguage } from './city/first-language.ts'
import { readPilot } from './city/pilot.ts'
import { leave } from './exit/leave.ts'
import { hearRefusal } from './start/refused-build.svelte.ts'
import { registerServiceWorker } from './worker/start-worker.ts'

// Not `await`: phones from before 2021 cannot parse it at the top of a module.
firstLanguage(navigator.languages, readPilot)
  .then(speak)
  .then(() => {
    const app = mount(App, { target: document.body, props: { onleave: () => leave(() => unmount(app)) } })
    setTimeout(() => registerServiceWorker(hearRefusal)) // not in the task that shows the first screen
  })
