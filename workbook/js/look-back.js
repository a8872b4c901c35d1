/** The page Look back. */
export function start(kinds, aliases) {}
