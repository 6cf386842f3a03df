// A person without a pointer: Tab until the focus stands on it, then type or press.
import { expect, type Locator, type Page } from '@playwright/test'

const farthest = 60

export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < farthest; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return seen(wanted)
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${wanted}`)
}

export async function pressOn(page: Page, wanted: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press(key)
}

export async function typeInto(page: Page, wanted: Locator, text: string): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.insertText(text)
}

/** Radio buttons take the focus as one: Tab to the group, arrows inside it. */
export async function chooseRadio(page: Page, first: Locator, wanted: Locator): Promise<void> {
  await tabTo(page, first)
  await page.keyboard.press('Space')
  for (let presses = 0; presses < farthest; presses++) {
    if (await wanted.isChecked()) return seen(wanted)
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the arrow keys do not reach ${wanted}`)
}

// WCAG 2.4.7 and 2.4.11: what has the focus shows it, and is not hidden under the bar or the buttons.
async function seen(focused: Locator): Promise<void> {
  await expect(focused).toBeInViewport()
  const marked = await focused.evaluate((element) =>
    [element, element.closest('label')].some((one) => one && getComputedStyle(one).outlineStyle !== 'none'),
  )
  expect(marked, `${focused} has the focus and does not show it`).toBe(true)
  const covered = await focused.evaluate((element) => {
    const box = element.getBoundingClientRect()
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return !(top !== null && (element.contains(top) || top.contains(element)))
  })
  expect(covered, `${focused} has the focus and lies under something`).toBe(false)
}
