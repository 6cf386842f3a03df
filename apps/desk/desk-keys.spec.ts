// An open desk looks after the unit's keys by itself: after a colleague was let go it seals the reports anew, and the work goes on.
import { letOut } from '../../testing/lead.ts'
import { expect, test } from './testing/desk-test.ts'

test('after a colleague was let go, an open desk seals the reports anew by itself, and one opens as before', async ({
  desk,
  town,
}) => {
  const sent = await town.reports()
  await town.reports()
  await letOut(town, town.officers.bruno)
  await desk.signIn('anna')
  await expect(desk.page.getByText('2 reports were sealed anew')).toBeVisible()
  await desk.open(sent.receipt.reference)
  await expect(desk.page.getByText('The lamp at the corner has been dark for a week.')).toBeVisible()
})
