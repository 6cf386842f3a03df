// What data are used for, in words: the same for the person, the officer and the watchdog.
import type { Purpose } from '@citycop/protocol/policy/parameters.ts'
import type { MessageKey } from './message-key.ts'

export const purposeWords: Readonly<Record<Purpose, MessageKey>> = {
  handle_concern: 'reports.purpose.handle_concern',
  community_dialogue: 'reports.purpose.community_dialogue',
  led_prevent: 'reports.purpose.led_prevent',
  led_detect: 'reports.purpose.led_detect',
  led_investigate: 'reports.purpose.led_investigate',
  accountability: 'reports.purpose.accountability',
}
