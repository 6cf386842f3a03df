// Screens that come with their words when somebody opens them: the first one stays small for a phone with a poor connection.

import aboutWords from 'messages:every/about'
import placeWords from 'messages:every/basemap+place'
import fileWords from 'messages:every/files'
import mailboxWords from 'messages:every/mailbox+policy-panel'
import panelWords from 'messages:every/policy-panel'
import policyWords from 'messages:every/policy+policy-page+policy-panel+policy-param'
import practiceWords from 'messages:every/practice'
import queueWords from 'messages:every/queue'
import { tablesRead } from '@citycop/ui/first-words.ts'
import { language, speakAlso } from '@citycop/ui/messages.svelte.ts'

async function withWords<Screen>(words: typeof aboutWords, screen: Promise<{ default: Screen }>): Promise<Screen> {
  const [page, spoke] = await Promise.all([screen, speakAlso(words), tablesRead(language())])
  if (!spoke) throw new Error('the words did not come')
  return page.default
}

export const fetchAbout = () => withWords(aboutWords, import('../start/About.svelte'))
export const fetchFindUnit = () => withWords(placeWords, import('../place/FindUnit.svelte'))
export const fetchPlaceAid = () => withWords(placeWords, import('../place/PlaceAid.svelte'))
export const fetchFilePicker = () => withWords(fileWords, import('../reports/FilePicker.svelte'))
export const fetchMailbox = () => withWords(mailboxWords, import('../mailbox/MyReport.svelte'))
export const fetchPractice = () => withWords(practiceWords, import('../practice/PracticeReport.svelte'))
export const fetchSending = () => withWords(queueWords, import('../reports/Sending.svelte'))
export const fetchWaiting = () => withWords(queueWords, import('../queue/WaitingCards.svelte'))
export const fetchPolicy = () => withWords(policyWords, import('../policy/PolicyPage.svelte'))
/** "Who will see what" comes with the parser of the policy's terms: fetched while somebody writes. */
export const fetchWhoReads = () => withWords(panelWords, import('../reports/WhoReads.svelte'))
