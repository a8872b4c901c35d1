/**
 * Two windows of one page that keep in step: one opened the other, and they send each other their address. Pages
 * from a folder may share nothing else. A message counts only if it comes from the window that opened this one,
 * or from one that this one opened. Windows find each other again after a reload: the one that was opened calls
 * every second, and the other answers, and learns from the call where it is.
 */
const MARK = "whys-and-hows.run";
const CALL = 1000;
const SILENT = 5000;

/**
 * @param {() => string} address of this window; "" while there is nothing to tell
 * @param {(address: string, above: boolean) => void} take what the other says; is it the one that opened this one?
 */
export function linking(address, take) {
  /** @type {Set<Window>} */
  const opened = new Set();
  const opener = /** @type {Window | null} */ (window.opener);
  let heard = 0;

  /** @param {Window | null} to */
  function send(to) {
    if (address() && to && !to.closed)
      to.postMessage({ [MARK]: address() }, self.origin === "null" ? "*" : self.origin);
  }

  function tell() {
    send(opener);
    for (const one of opened) send(one);
  }

  window.addEventListener("message", ({ source, origin, data }) => {
    const from = /** @type {Window} */ (source);
    if (!from || origin !== self.origin || typeof data?.[MARK] !== "string") return;
    if (from !== opener && from.opener !== window) return;
    if (from === opener) heard = Date.now();
    else opened.add(from);
    take(data[MARK], from === opener);
    if (from !== opener) send(from);
  });

  if (opener) window.setInterval(() => send(opener), CALL);
  document.addEventListener("visibilitychange", tell);
  tell();

  return {
    tell,
    /** Has this window ever had another? */
    known: () => opened.size > 0 || Boolean(opener && heard),
    /** @param {Window} one a window that this one has opened */
    add: (one) => void opened.add(one),
    /** Is the other window there? A leader knows its wall, and a wall whether it was answered. */
    near: () => [...opened].some((one) => !one.closed) || Boolean(opener && Date.now() - heard < SILENT),
  };
}
