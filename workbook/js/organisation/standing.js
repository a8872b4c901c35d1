/** Where a trust's scores stand among trusts of its kind: pure arithmetic, in hundredths of a point. */

/** @typedef {[number, number, number, number]} Edges four in five lie between the outer two, half between the inner two */
/** @typedef {{name: string, note: string}} Measure */
/** @typedef {{name: string, count: number, spread: Edges[] | null}} Kind */
/** @typedef {{name: string, kind: Kind, least: number, most: number, scores: number[]}} Trust */

/** Lower than the middle half (-1), within it (0), or higher (1). @param {number} score @param {Edges} edges */
export const side = (score, [, low, high]) => (score < low ? -1 : score > high ? 1 : 0);

/** The same in words. @param {number} score @param {Edges} edges */
export const sideInWords = (score, edges) =>
  ["Lower than the middle half", "Within the middle half", "Higher than the middle half"][side(score, edges) + 1];

/** How far from the middle, with half the middle half as 1: so lines of different spread can be compared.
 * @param {number} score @param {Edges} edges */
export const distance = (score, [, low, high]) => (score - (low + high) / 2) / Math.max((high - low) / 2, 1);

/**
 * What to begin a conversation with: the line that stands furthest above the middle, and the one furthest below.
 * @param {Trust} trust @param {Measure[]} measures
 * @returns {{highest: string, lowest: string, inside: boolean} | null} null for a kind without a spread
 */
export function startingPoints({ kind, scores }, measures) {
  const { spread } = kind;
  if (!spread) return null;
  const order = measures
    .map(({ name }, at) => ({ name, far: distance(scores[at], spread[at]), side: side(scores[at], spread[at]) }))
    .sort((a, b) => b.far - a.far);
  const [first, last] = [order[0], order[order.length - 1]];
  return { highest: first.name, lowest: last.name, inside: first.side === 0 && last.side === 0 };
}
