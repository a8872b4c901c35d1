/** The plan of this tab, names and all: what the planner and the leader's window share. It goes with the tab. */
import { fromFile, toFile } from "./plan.js";

/** @typedef {import("./plan.js").Plan} Plan */

const KEY = "whys-and-hows.plan";

/** @param {Plan} plan */
export function keepPlan(plan) {
  try {
    sessionStorage.setItem(KEY, toFile(plan));
  } catch {
    // Storage is refused: the plan is on the page, in its address, and in the file that the leader saves.
  }
}

/** @returns {Plan | null} */
export function keptPlan() {
  try {
    return fromFile(sessionStorage.getItem(KEY) ?? "");
  } catch {
    return null;
  }
}

/** Names and local routes into a plan that came by an address, which has none. @param {Plan} plan @returns {Plan} */
export function withNames(plan) {
  const kept = keptPlan();
  return kept?.chapter === plan.chapter ? { ...plan, names: kept.names, local: kept.local } : plan;
}
