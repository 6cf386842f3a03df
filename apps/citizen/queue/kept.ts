/** What is said of a report that was just put by: its last day, and whether the browser sends it without us. */
export type Kept = { readonly leaveBy: string; readonly byItself: boolean }
