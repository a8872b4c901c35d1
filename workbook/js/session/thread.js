/** The two threads of the book as a bar: plaited as far as the time has gone, loose from there on. */
import { svg } from "../lib/dom.js";

const WAVE = 26;
const WIDTH = 520;
const HEIGHT = 22;

/** @param {number} phase @param {number} from @param {number} to @param {number} height of the wave */
function wave(phase, from, to, height) {
  const points = [];
  for (let x = from; x <= to; x += 2)
    points.push(`${x} ${(HEIGHT / 2 + Math.sin((x / WAVE) * Math.PI + phase) * height).toFixed(1)}`);
  return points.length ? `M${points.join("L")}` : "";
}

/** @returns {{element: SVGElement, draw: (share: number) => void}} `share` of the time that has gone, 0 to 1 */
export function thread() {
  const paths = ["wb-plait-why", "wb-plait-how"].map((css) => svg("path", { class: css }));
  const bead = svg("circle", { class: "wb-plait-bead", cy: HEIGHT / 2, r: 7 });
  const element = svg(
    "svg",
    { class: "wb-plait", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    ...paths,
    bead,
  );
  return {
    element,
    draw(share) {
      const x = Math.round(Math.min(1, Math.max(0, share)) * (WIDTH - 14)) + 7;
      paths.forEach((path, index) => {
        path.setAttribute("d", wave(index * Math.PI, 0, x, 7) + wave(index * Math.PI, x, WIDTH, 2.5));
      });
      bead.setAttribute("cx", String(x));
    },
  };
}
