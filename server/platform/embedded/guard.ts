// Runs PostgreSQL so that it ends when we do, however we do.
import { type ChildProcess, spawn } from 'node:child_process'

export type Identity = { readonly uid?: number; readonly gid?: number }
export type Guarded = {
  readonly ended: Promise<number | null>
  readonly over: () => boolean
  readonly end: () => void // asks once; ended tells when it is done
}

// Ours only: PGPORT, PGDATA and the like of whoever starts us stay out.
export const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

// The kernel closes our end of standard input when we die, kill -9 included; a reader waits for that and ends PostgreSQL.
// The reader alone holds descriptor 3, so that its own death is seen here. $0 is the socket's folder, ours to remove.
const script = `exec 4<&0
"$@" </dev/null 3>&- 4<&- & pid=$!
{ read -r _ <&4; kill -INT $pid; } & reader=$!
exec 3>&- 4<&-
wait $pid; code=$?
kill $reader 2>/dev/null
rm -f "$0"/.s.PGSQL.*; rmdir "$0" 2>/dev/null
exit $code`

/** `postmaster` tells PostgreSQL's own number, which only its lock file knows. */
export function guarded(
  command: string[],
  {
    socketDir,
    as,
    log,
    postmaster,
  }: { socketDir: string; as: Identity; log: number; postmaster: () => number | undefined },
): Guarded {
  // detached: Ctrl-C at a terminal is for us, who end PostgreSQL in order.
  const child = spawn('/bin/sh', ['-c', script, socketDir, ...command], {
    ...as,
    env: environment,
    cwd: '/',
    detached: true,
    stdio: ['pipe', log, log, 'pipe'],
  })
  let over = false
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null)) // no shell to be had
    child.once('exit', resolve)
  })
  ended.then(() => {
    over = true
  })
  child.stdin?.on('error', () => {})
  const readerGone = () => setTimeout(() => over || interrupt(postmaster()), 200).unref()
  watchReader(child, readerGone)
  return { ended, over: () => over, end: () => child.stdin?.end() }
}

// Without its reader PostgreSQL would outlive us, so it is ended now, while we still can.
function watchReader(child: ChildProcess, gone: () => void): void {
  const reader = child.stdio[3]
  reader?.on('error', () => {})
  reader?.on('end', gone)
  if (reader && 'resume' in reader) reader.resume()
}

function interrupt(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGINT') // its fast shutdown
  } catch {} // already gone
}
