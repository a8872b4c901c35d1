/**
 * The rule of the room picture: from counts of slips to one of three pictures, or to none.
 *
 * A picture can give a person away in four ways, and this is how each is closed.
 *
 * 1. **A small side.** "Three said no" starts a search for three people. So while a side has fewer than five,
 *    the picture is "most", and says nothing of a smaller side, not even whether there is one.
 * 2. **Everybody alike.** "All said no" tells how each one answered. So all alike is "most" too: 20 of 20 and
 *    17 of 20 are the same picture, and 3 of 20 is that picture turned round.
 * 3. **Edges.** Each line between two bands is a place where one answer shows. So there are three pictures and no
 *    more, and every picture fits two counts or more in every room ("most": five or more, all alike among them).
 *    A side of five or more is still small in a large room: below a third it is not shown either.
 * 4. **Two pictures of the same people.** What one who left or came has answered is the difference between them.
 *    So a question is shown once, however its counts changed.
 *
 * What it cannot close: those who share what they ticked know more about the others. Four of 11 who all said no,
 * and see "most say yes", know the rest. Nor can a page know who is in the room, or that somebody loads it again.
 */

/** @typedef {"most-yes" | "divided" | "most-no"} Picture */
/** @typedef {"again" | "no-counts" | "few" | "many"} Refusal */

const FEWEST = 11;
const MOST = 200;
const SMALL_SIDE = 5;

/**
 * @param {{ yes: number, no: number } | null} counts of slips with one cross; null if what was typed are no counts
 * @param {boolean} [shown] has this question been shown already?
 * @returns {{ picture: Picture } | { refusal: Refusal }}
 */
export function picture(counts, shown = false) {
  if (shown) return { refusal: "again" };
  if (!counts || ![counts.yes, counts.no].every((count) => Number.isSafeInteger(count) && count >= 0))
    return { refusal: "no-counts" };
  const { yes, no } = counts;
  const answers = yes + no;
  if (answers < FEWEST) return { refusal: "few" };
  if (answers > MOST) return { refusal: "many" };
  const smaller = Math.min(yes, no);
  if (smaller >= SMALL_SIDE && smaller * 3 >= answers) return { picture: "divided" };
  return { picture: yes > no ? "most-yes" : "most-no" };
}

/**
 * What was typed, as counts: digits and nothing else, so that "1e3", "11abc", "-4" and "" are none.
 * @param {string} yes @param {string} no @returns {{ yes: number, no: number } | null}
 */
export function counted(yes, no) {
  const typed = [yes.trim(), no.trim()];
  return typed.every((text) => /^[0-9]{1,4}$/.test(text)) ? { yes: Number(typed[0]), no: Number(typed[1]) } : null;
}
