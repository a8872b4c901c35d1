/** A browser without pages: storage that tabs share, a clock that is turned by hand. */
import { Store } from "../../workbook/js/notes/store.js";

/** Storage as a browser has it; `full` refuses more, `blocked` refuses all. */
export class FakeStorage {
  constructor() {
    Object.defineProperty(this, "full", { value: false, writable: true });
  }
  getItem(name) {
    return Object.hasOwn(this, name) ? this[name] : null;
  }
  setItem(name, text) {
    if (this.full) throw Object.assign(new Error("no space"), { name: "QuotaExceededError" });
    this[name] = String(text);
  }
  removeItem(name) {
    delete this[name];
  }
}

export function fakeBrowser() {
  let time = Date.parse("2026-11-29T09:00:00.000Z");
  /** @type {{at: number, act: () => void}[]} */
  let timers = [];
  const local = new FakeStorage();
  const blocked = () => {
    throw Object.assign(new Error("denied"), { name: "SecurityError" });
  };

  /** Let time pass, and what waits happen in its order. @param {number} milliseconds */
  function pass(milliseconds) {
    const end = time + milliseconds;
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      timers = timers.filter((timer) => timer !== next);
      time = Math.max(time, next.at);
      next.act();
    }
    time = end;
  }

  /** A page in a tab. @param {{session?: FakeStorage, blocked?: boolean, [option: string]: any}} [options] */
  function open({ session = new FakeStorage(), blocked: refuses = false, ...options } = {}) {
    return new Store({
      local: refuses ? blocked : () => local,
      session: refuses ? blocked : () => session,
      now: () => time,
      after(wait, act) {
        const timer = { at: time + wait, act };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
      ...options,
    });
  }
  return { local, open, pass, now: () => time };
}

/** Type into a box. @param {ReturnType<typeof createStore>} store @param {string} text @param {string} [key] */
export const type = (store, text, key = "a.b") => store.set(key, "reflect", "What?", { text });

/** What was written there, oldest first, the present answer last. @param {ReturnType<typeof createStore>} store @param {string} [key] */
export const history = (store, key = "a.b") => [
  ...store.all[key].earlier.map(({ value }) => value.text),
  store.all[key].value.text,
];
