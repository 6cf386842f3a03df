// Every key there is, from the English catalogs. A test holds that no catalog is left out here.
import type about from './messages/en/about.json'
import type basemap from './messages/en/basemap.json'
import type desk from './messages/en/desk.json'
import type deskDecide from './messages/en/desk-decide.json'
import type deskExport from './messages/en/desk-export.json'
import type deskIdentity from './messages/en/desk-identity.json'
import type deskInbox from './messages/en/desk-inbox.json'
import type deskKeys from './messages/en/desk-keys.json'
import type deskLater from './messages/en/desk-later.json'
import type deskNotes from './messages/en/desk-notes.json'
import type deskOwn from './messages/en/desk-own.json'
import type deskPilot from './messages/en/desk-pilot.json'
import type deskPolicy from './messages/en/desk-policy.json'
import type deskRecover from './messages/en/desk-recover.json'
import type deskRefer from './messages/en/desk-refer.json'
import type deskReport from './messages/en/desk-report.json'
import type deskThread from './messages/en/desk-thread.json'
import type deskTransfer from './messages/en/desk-transfer.json'
import type deskUnit from './messages/en/desk-unit.json'
import type deskUnlock from './messages/en/desk-unlock.json'
import type deskView from './messages/en/desk-view.json'
import type deskWords from './messages/en/desk-words.json'
import type deskWork from './messages/en/desk-work.json'
import type files from './messages/en/files.json'
import type mailbox from './messages/en/mailbox.json'
import type passphrase from './messages/en/passphrase.json'
import type pilot from './messages/en/pilot.json'
import type place from './messages/en/place.json'
import type policy from './messages/en/policy.json'
import type policyPage from './messages/en/policy-page.json'
import type policyPanel from './messages/en/policy-panel.json'
import type policyParam from './messages/en/policy-param.json'
import type practice from './messages/en/practice.json'
import type problems from './messages/en/problems.json'
import type queue from './messages/en/queue.json'
import type recovery from './messages/en/recovery.json'
import type reports from './messages/en/reports.json'
import type start from './messages/en/start.json'
import type submit from './messages/en/submit.json'
import type ui from './messages/en/ui.json'
import type watchdog from './messages/en/watchdog.json'
import type watchdogAct from './messages/en/watchdog-act.json'
import type watchdogCheck from './messages/en/watchdog-check.json'

type Catalogs = typeof about &
  typeof basemap &
  typeof desk &
  typeof deskDecide &
  typeof deskIdentity &
  typeof deskKeys &
  typeof deskExport &
  typeof deskLater &
  typeof deskNotes &
  typeof deskOwn &
  typeof deskPilot &
  typeof deskPolicy &
  typeof deskInbox &
  typeof deskRecover &
  typeof deskRefer &
  typeof deskReport &
  typeof deskThread &
  typeof deskView &
  typeof deskTransfer &
  typeof deskUnit &
  typeof deskUnlock &
  typeof deskWords &
  typeof files &
  typeof deskWork &
  typeof mailbox &
  typeof passphrase &
  typeof pilot &
  typeof place &
  typeof policy &
  typeof policyParam &
  typeof policyPage &
  typeof policyPanel &
  typeof practice &
  typeof problems &
  typeof queue &
  typeof recovery &
  typeof reports &
  typeof start &
  typeof submit &
  typeof ui &
  typeof watchdog &
  typeof watchdogAct &
  typeof watchdogCheck

export type MessageKey = keyof Catalogs
