// An open desk looks after the unit's keys by itself: after a colleague was let go it seals the reports anew, and the work goes on.
import { askedFor, handIn, takeIntoCustody } from '../../testing/custody.ts'
import { letOut } from '../../testing/lead.ts'
import { createTown, type Town } from '../../testing/town.ts'
import { deskOf, dist, expect, test } from './testing/desk-test.ts'

// A town of its own: nobody else's officer is let go here.
let town: Town
test.beforeAll(async () => {
  test.setTimeout(180_000) // a whole town is founded here, on a machine that may be busy
  town = await createTown({ suite: 'pq', desk: dist })
})
test.afterAll(() => town.close())

test('a desk says who asks for its keys; after a colleague was let go it seals the reports anew by itself, and one opens as before', async ({
  page,
}) => {
  const sent = await town.reports()
  await town.reports()
  const { custodians } = await takeIntoCustody(town)
  await handIn(town, await askedFor(town, custodians.slice(1, 4)))
  await letOut(town, town.officers.bruno)
  const desk = deskOf(page, town)
  await desk.signIn('anna')
  await expect(page.getByText('2 reports were sealed anew')).toBeVisible()
  await expect(page.getByRole('alert').getByText('three custodians ask for the unit’s keys')).toBeVisible()
  await desk.open(sent.receipt.reference)
  await expect(page.getByText('The lamp at the corner has been dark for a week.')).toBeVisible()
})
