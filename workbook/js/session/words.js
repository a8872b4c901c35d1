/** How a beat is said to people: who sits with whom, what they hold, for each way in which a beat goes. */

/** @typedef {import("./timing.js").Beat} Beat */
/** A sheet or a part of the kit. @typedef {{key: number | string, title: string, who: string, write: string, sides: number, per: number, isSheet: boolean}} Thing */

/** @type {Record<string, {room: string, sits: string}>} */
const WAYS = {
  hear: { room: "", sits: "Everybody faces the front." },
  read: { room: "On your own", sits: "Everybody for themselves, in quiet." },
  write: { room: "On your own", sits: "Everybody for themselves. Nobody looks at another sheet." },
  mark: { room: "On your own, turned away", sits: "Everybody turns away to mark the slip." },
  talk: { room: "Groups of three", sits: "Groups of three, turned to each other." },
  note: { room: "Groups of three", sits: "Groups of three, turned to each other. One person writes." },
  rest: { room: "A pause", sits: "As people like." },
};

/** What the room's screen says beside the clock. @param {Beat} beat @param {number} turn */
export function roomLabel(beat, turn) {
  if (beat.turns === 1) return WAYS[beat.way].room;
  return `${WAYS[beat.way].room} · ${["first", "second", "third"][turn - 1]} person speaks`;
}

/** @param {Beat} beat */
export const sits = (beat) => WAYS[beat.way].sits;

/**
 * What comes out in a beat: what a beat needs that no beat before it brought out.
 * @param {import("./timing.js").Timed[]} times @param {number} place @param {Thing[]} things @returns {string[]}
 */
export function comesOut(times, place, things) {
  const out = new Set(times.slice(0, place).flatMap(({ beat }) => beat.out));
  const fresh = times[place].beat.out.filter((key) => !out.has(key));
  return fresh.map((key) => thingName(things.find((thing) => thing.key === key) ?? null)).filter(Boolean);
}

/** @param {Thing | null} thing */
export const thingName = (thing) => (thing ? (thing.isSheet ? `Sheet ${thing.key}, ${thing.title}` : thing.title) : "");
