// The role the server acts as: it owns nothing, and row security binds it.
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'

export const appRole = 'citycop_app'

const byHand = `create role ${appRole} login nosuperuser nobypassrls nocreatedb nocreaterole`
// Roles belong to the whole PostgreSQL, so that the lock on one database does not keep two cities' starts apart.
const raced = new Set(['23505', '42710', 'XX000'])

/** Makes the role where it is missing, and lets the owner's connections become it. */
export async function ensureAppRole(owner: pg.Client): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await createAndGrant(owner)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || !raced.has(error.code ?? '') || attempt === 20) throw error
    }
  }
}

async function createAndGrant(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ me: string }>('select current_user as me')
  const me = owner.escapeIdentifier(rows[0]?.me ?? '')
  if ((await owner.query('select from pg_roles where rolname = $1', [appRole])).rowCount === 0)
    await owner
      .query(byHand)
      .catch(refused(`this user may not create roles; as an administrator run: ${byHand}; grant ${appRole} to ${me}`))
  if (await mayBecome(owner)) return
  await owner
    .query(`grant ${appRole} to ${me}`)
    .catch(refused(`${me} may not become ${appRole}; as an administrator run: grant ${appRole} to ${me}`))
}

// PostgreSQL 16 split "is a member" from "may SET ROLE".
async function mayBecome(owner: pg.Client): Promise<boolean> {
  const query = `select pg_has_role(current_user, $1, case when current_setting('server_version_num')::int >= 160000
    then 'SET' else 'MEMBER' end) as may`
  return (await owner.query<{ may: boolean }>(query, [appRole])).rows[0]?.may === true
}

/** The separation of cities rests on this role being bound: otherwise the server does not start. */
export async function verifyAppRole(app: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(app)
  client.on('error', () => {})
  try {
    await client.connect().catch(refused(`its connections may not become ${appRole}`, 'DATABASE_APP_URL'))
    const query = `select current_user = $1 as right_one, rolsuper or rolbypassrls as unbound
      from pg_roles where rolname = current_user`
    const { rows } = await client.query<{ right_one: boolean; unbound: boolean }>(query, [appRole])
    if (!rows[0]?.right_one) throw new CannotStart(`the server's connections do not act as ${appRole}`)
    if (rows[0].unbound) throw new CannotStart(`${appRole} is a superuser or bypasses row security; take both from it`)
  } finally {
    await client.end().catch(() => {})
  }
}

// 42501: may not. 22023: PostgreSQL's word for a role that cannot be taken while connecting.
const refused =
  (sentence: string, name = 'DATABASE_URL') =>
  (error: unknown) => {
    const code = error instanceof pg.DatabaseError ? error.code : undefined
    if (code === '42501' || code === '22023') throw new CannotStart(`${name} cannot be used: ${sentence}`)
    throw error
  }
