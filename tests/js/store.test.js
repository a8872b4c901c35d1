/** The reader's notes as a machine of states: where words are kept, when they go, what two tabs make of each other. */
import "./book.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { EXPIRES, readStored, WHY } from "../../workbook/js/notes/store.js";
import { FakeStorage, fakeBrowser, history, type } from "./fake-browser.js";

const NOTES = "whys-and-hows.notes";
const MINUTE = 60_000;
const stored = (/** @type {FakeStorage} */ storage) => readStored(storage.getItem(NOTES)).entries;

test("until somebody says whose device it is, words are in the tab and nowhere else", () => {
  const { open, local, pass } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  pass(300);
  assert.equal(page.where, "tab");
  assert.equal(stored(session)["a.b"].value.text, "The bells.");
  assert.deepEqual(Object.keys(local), []);
});

test("following a link loses nothing: the next page of the tab has the words, and asks no question twice", () => {
  const { open } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  page.tabOnly();
  page.flush();
  const next = open({ session });
  assert.equal(next.value("a.b").text, "The bells.");
  assert.equal(next.answered, true);
});

test("another tab, and a tab that was closed, have nothing", () => {
  const { open } = fakeBrowser();
  const page = open();
  type(page, "The bells.");
  page.flush();
  assert.equal(open().any, false);
});

test("in a tab that nobody touches, words go after an hour, from the screen too", () => {
  const { open, pass } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  pass(EXPIRES - MINUTE);
  assert.equal(page.any, true);
  pass(2 * MINUTE);
  assert.equal(page.any, false);
  assert.equal(page.why, WHY.expired);
  assert.equal(session.getItem(NOTES), null);
});

test("each touch gives another hour", () => {
  const { open, pass } = fakeBrowser();
  const page = open();
  type(page, "The bells.");
  for (let hour = 0; hour < 3; hour += 1) {
    pass(EXPIRES - MINUTE);
    page.touch();
  }
  assert.equal(page.any, true);
  pass(EXPIRES + MINUTE);
  assert.equal(page.any, false);
});

test("a closed tab that is brought back after an hour is empty; before, it is not", () => {
  const { open, pass } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  page.flush();
  const soon = structuredClone({ ...session });
  pass(EXPIRES + MINUTE);
  const later = Object.assign(new FakeStorage(), soon);
  const again = open({ session: later });
  assert.equal(again.any, false);
  assert.equal(again.why, WHY.expired);
  assert.deepEqual(Object.keys(later), []);
});

test("on a device that is hers, words stay, for every tab and without end", () => {
  const { open, local, pass } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  page.keep();
  assert.equal(page.where, "device");
  assert.equal(stored(local)["a.b"].value.text, "The bells.");
  assert.equal(session.getItem(NOTES), null, "the tab keeps no second copy");
  pass(10 * EXPIRES);
  assert.equal(open().value("a.b").text, "The bells.");
});

test("words of the tab join those on the device, whichever is newer", () => {
  const { open, pass } = fakeBrowser();
  const hers = open();
  type(hers, "On the device.");
  hers.keep();
  pass(1000);
  const session = new FakeStorage();
  const before = fakeBrowser().open({ session });
  type(before, "In the tab.");
  before.flush();
  const page = open({ session });
  assert.deepEqual(history(page).sort(), ["In the tab.", "On the device."]);
  assert.equal(session.getItem(NOTES), null);
});

test("“Clear and leave” takes what is in the tab, and leaves what is on the device", () => {
  const { open, local } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  page.tabOnly();
  page.flush();
  page.leave();
  assert.equal(page.any, false);
  assert.deepEqual(Object.keys(session), []);
  assert.deepEqual(Object.keys(local), []);
});

test("“Clear everything” takes all that the book has left in the browser, in its other tabs too", () => {
  const { open, local } = fakeBrowser();
  const [session, other] = [new FakeStorage(), new FakeStorage()];
  const page = open({ session });
  type(page, "Mine.");
  page.keep();
  const tab = open({ session: other });
  Object.assign(local, { "whys-and-hows.colours": "dark", sphinx_highlight_terms: "bullied", "else.where": "1" });
  Object.assign(session, { "whys-and-hows.later": "2026-01-01" });
  page.clear();
  tab.heard({ key: "whys-and-hows.mine", newValue: "cleared" });
  assert.deepEqual(Object.keys(local), ["else.where"]);
  assert.deepEqual(Object.keys(session), []);
  assert.equal(page.any || tab.any, false);
});

test("“this tab only” takes words from the device, and they stay in the tab", () => {
  const { open, local } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  page.keep();
  page.tabOnly();
  assert.deepEqual(Object.keys(local), []);
  assert.equal(open({ session }).value("a.b").text, "The bells.");
});

test("“this tab only” takes a plan with its names, and where she was, from the device too; light or dark stays", () => {
  const { open, local } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  page.keep();
  for (const name of ["plan", "places", "idle", "colours"]) local.setItem(`whys-and-hows.${name}`, name);
  page.tabOnly();
  assert.deepEqual(Object.keys(local), ["whys-and-hows.colours"]);
  assert.equal(session.getItem("whys-and-hows.plan"), "plan");
  page.leave();
  assert.deepEqual(Object.keys(session), []);
});

test("words that another tab takes off the device have their hour in this tab, however long it lay there", () => {
  const { open, pass } = fakeBrowser();
  const page = open();
  type(page, "The bells.");
  page.keep();
  pass(70 * MINUTE);
  page.touch();
  page.heard({ key: "whys-and-hows.mine", newValue: null });
  page.touch();
  assert.deepEqual([page.any, page.why], [true, WHY.gone]);
  pass(EXPIRES - MINUTE);
  assert.equal(page.any, true);
  pass(2 * MINUTE);
  assert.equal(page.any, false, "and go after it");
});

test("where the device alone refuses, the answer “it is mine” says why it does nothing", () => {
  const { open, local } = fakeBrowser();
  const page = open();
  type(page, "The bells.");
  Object.defineProperty(local, "setItem", {
    value() {
      throw Object.assign(new Error("denied"), { name: "SecurityError" });
    },
  });
  page.keep();
  assert.deepEqual([page.where, page.why], ["tab", WHY.refused]);
});

test("an earlier version that she deletes is gone, in another tab too, and the answer stays", () => {
  const { open, local } = fakeBrowser();
  const first = open();
  type(first, "Mrs Jones.");
  first.keep();
  const page = open();
  type(page, "A patient.");
  page.flush();
  const other = open();
  assert.deepEqual(history(other), ["Mrs Jones.", "A patient."]);
  page.forgetEarlier("a.b", page.all["a.b"].earlier[0].when);
  assert.deepEqual(history(page), ["A patient."]);
  other.heard({ key: NOTES, newValue: local.getItem(NOTES) });
  assert.deepEqual(history(other), ["A patient."]);
  type(other, "A patient fell.");
  other.flush();
  assert.ok(!local.getItem(NOTES).includes("Jones"));
});

test("where the browser keeps nothing, words are on the page, and it says so", () => {
  const { open } = fakeBrowser();
  const page = open({ blocked: true });
  assert.equal(page.where, "page");
  assert.equal(page.why, WHY.blocked);
  type(page, "The bells.");
  page.flush();
  page.begin();
  assert.equal(page.value("a.b").text, "The bells.", "what nothing else holds stays when the page comes back");
});

test("in a browser that gives each page of a folder its own storage, words are on the page", () => {
  const { open } = fakeBrowser();
  const page = open({ folder: true, alone: true });
  type(page, "The bells.");
  page.flush();
  assert.deepEqual([page.where, page.why], ["page", WHY.folder]);
});

test("a full device does not lose words: they go to the tab, with the right advice", () => {
  const { open, local } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  page.keep();
  local.full = true;
  type(page, "More.");
  page.flush();
  assert.deepEqual([page.where, page.why], ["tab", WHY.full]);
  local.full = false;
  const next = open({ session });
  assert.equal(next.where, "device");
  assert.equal(stored(local)["a.b"].value.text, "More.");
});

test("notes that cannot be read, or are of a newer edition, are left as they are", () => {
  for (const [text, why] of [
    ["{broken", WHY.unreadable],
    ['{"format":"whys-and-hows-notes","version":2,"entries":{}}', WHY.newer],
  ]) {
    const { open, local } = fakeBrowser();
    Object.assign(local, { "whys-and-hows.mine": "yes", [NOTES]: text });
    const page = open();
    type(page, "New.");
    page.flush();
    assert.deepEqual([page.where, page.why], ["tab", why]);
    assert.equal(local.getItem(NOTES), text);
  }
});

test("one bad answer is set aside, and stays as it is while others are kept", () => {
  const { open, local } = fakeBrowser();
  const bad = { kind: "reflect", value: 7 };
  const entries = { "a.bad": bad };
  const text = JSON.stringify({ format: "whys-and-hows-notes", version: 1, entries });
  Object.assign(local, { "whys-and-hows.mine": "yes", [NOTES]: text });
  const page = open();
  assert.equal(page.unreadable, 1);
  type(page, "Good.");
  page.flush();
  assert.deepEqual(JSON.parse(local.getItem(NOTES)).entries["a.bad"], bad);
  type(page, "In its place.", "a.bad");
  page.flush();
  const after = JSON.parse(local.getItem(NOTES)).entries;
  assert.deepEqual(after["a.bad-set-aside"], bad);
  assert.equal(after["a.bad"].value.text, "In its place.");
});

test("what stood there before a visit is one earlier version; what was typed in the visit is none", () => {
  const { open, pass } = fakeBrowser();
  const first = open();
  first.keep();
  for (const text of ["T", "Th", "The bell"]) {
    type(first, text);
    pass(400);
  }
  assert.deepEqual(history(first), ["The bell"]);
  const second = open();
  for (const text of ["The bell r", "The bell rings"]) {
    type(second, text);
    pass(400);
  }
  assert.deepEqual(history(second), ["The bell", "The bell rings"]);
});

test("a newer answer is newer, even when a clock was wrong", () => {
  const { open, now } = fakeBrowser();
  const page = open();
  page.bring({
    "a.b": { kind: "reflect", prompt: "", value: { text: "x" }, when: "2099-01-01T00:00:00.000Z", earlier: [] },
  });
  type(page, "now");
  assert.ok(page.all["a.b"].when > "2099-01-01T00:00:00.000Z");
  assert.ok(now() < Date.parse("2099-01-01"));
});

test("two tabs that type into one box at the same moment: the loser is an earlier version", () => {
  const { open, local, pass } = fakeBrowser();
  const [one, other] = [open(), open()];
  type(one, "start");
  one.keep();
  other.heard({ key: "whys-and-hows.mine", newValue: "yes" });
  const written = () => ({ key: NOTES, newValue: local.getItem(NOTES) });
  for (let round = 0; round < 4; round += 1) {
    type(one, `start, one ${round}`);
    pass(1);
    type(other, `start, two ${round}`);
    // Each stores, and the other hears of it; and a box sends once more what it sent before.
    one.flush();
    other.heard(written());
    other.flush();
    one.heard(written());
    type(other, `start, two ${round}`);
    other.flush();
    one.heard(written());
  }
  const kept = stored(local)["a.b"];
  const texts = [kept.value.text, ...kept.earlier.map(({ value }) => value.text)];
  for (let round = 0; round < 4; round += 1) {
    assert.ok(texts.includes(`start, one ${round}`), `one ${round} in ${texts}`);
    assert.ok(texts.includes(`start, two ${round}`), `two ${round} in ${texts}`);
  }
  assert.deepEqual(one.all, other.all);
});

test("two tabs in turn: each sees the other, and nothing is lost", () => {
  const { open, local, pass } = fakeBrowser();
  const one = open();
  type(one, "one");
  one.keep();
  const other = open();
  type(other, "one, two");
  pass(300);
  one.heard({ key: NOTES, newValue: local.getItem(NOTES) });
  assert.equal(one.value("a.b").text, "one, two");
  type(one, "one, two, three");
  pass(300);
  assert.deepEqual(
    stored(local)["a.b"].earlier.map(({ value }) => value.text),
    ["one", "one, two"],
  );
});

test("when another tab removes the words from the device, what is on this page stays in its tab", () => {
  const { open } = fakeBrowser();
  const session = new FakeStorage();
  const page = open({ session });
  type(page, "The bells.");
  page.keep();
  page.heard({ key: null, newValue: null });
  assert.deepEqual([page.where, page.why], ["tab", WHY.gone]);
  assert.equal(stored(session)["a.b"].value.text, "The bells.");
});

test("the keys of an older edition are read under their present names", () => {
  const { open, local } = fakeBrowser();
  const entries = {
    "a.old": { kind: "reflect", prompt: "", value: { text: "x" }, when: "2026-01-01T10:00:00Z", earlier: [] },
  };
  Object.assign(local, {
    "whys-and-hows.mine": "yes",
    [NOTES]: JSON.stringify({ format: "whys-and-hows-notes", version: 1, entries }),
  });
  assert.equal(open({ aliases: { "a.old": "a.new" } }).value("a.new").text, "x");
});

test("whoever clears, leaves, or says that the device is shared has no page of the book kept; time alone takes none", () => {
  const { open, pass } = fakeBrowser();
  let forgotten = 0;
  const page = open({ forgetBook: () => (forgotten += 1) });
  type(page, "The bells.");
  page.flush();
  pass(EXPIRES + MINUTE);
  assert.equal(forgotten, 0);
  page.keep();
  assert.equal(forgotten, 0);
  page.tabOnly();
  assert.equal(forgotten, 1);
  page.leave();
  assert.equal(forgotten, 2);
  page.clear();
  assert.equal(forgotten, 3);
});
