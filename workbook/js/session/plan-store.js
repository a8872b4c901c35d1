/** The plan, names and all: what the planner and the leader's window share. It is kept where her notes are. */
import { prefer, preferred } from "../lib/preferences.js";
import { mineName } from "../notes/store.js";
import { fromFile, toFile } from "./plan.js";

/** @typedef {import("./plan.js").Plan} Plan */

const NAME = "plan";

/** Whether she has said that this device is hers. */
function hers() {
  try {
    return localStorage.getItem(mineName()) === "yes";
  } catch {
    return false;
  }
}

/** @param {Plan} plan */
export const keepPlan = (plan) => prefer(NAME, toFile(plan), hers());

/** @returns {Plan | null} */
export function keptPlan() {
  try {
    return fromFile(preferred(NAME) ?? "");
  } catch {
    return null;
  }
}

/** Names and local routes into a plan that came by an address, which has none. @param {Plan} plan @returns {Plan} */
export function withNames(plan) {
  const kept = keptPlan();
  return kept?.chapter === plan.chapter ? { ...plan, names: kept.names, local: kept.local } : plan;
}
