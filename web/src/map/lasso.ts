/** A closed line around points. */
import type { Cloud } from "./cloud";

/** Corners of the line in the plane, as x, y, x, y … */
export type Polygon = number[];

/** So many corners fit into a link. */
const MOST_CORNERS = 48;

/** Is the place inside? By the even-odd rule. */
export function holds(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, last = polygon.length - 2; at < polygon.length; last = at, at += 2) {
    const [x1, y1, x2, y2] = [polygon[at]!, polygon[at + 1]!, polygon[last]!, polygon[last + 1]!];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Marks the points inside with 1 and all others with 0; how many are inside. */
export function select(polygon: Polygon, cloud: Cloud, marks: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < cloud.loaded; at += 1) {
    const inside = holds(polygon, cloud.x[at]! / 65_535, cloud.y[at]! / 65_535);
    marks[at] = inside ? 1 : 0;
    if (inside) count += 1;
  }
  return count;
}

/** The line with few enough corners for a link, those left out that change it least (Visvalingam and Whyatt 1993). */
export function simplify(polygon: Polygon): Polygon {
  const corners: [number, number][] = [];
  for (let at = 0; at + 1 < polygon.length; at += 2) corners.push([polygon[at]!, polygon[at + 1]!]);
  while (corners.length > MOST_CORNERS) {
    let [least, where] = [Infinity, 0];
    corners.forEach(([x, y], at) => {
      const [x1, y1] = corners[(at + corners.length - 1) % corners.length]!;
      const [x2, y2] = corners[(at + 1) % corners.length]!;
      const area = Math.abs((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y));
      if (area < least) [least, where] = [area, at];
    });
    corners.splice(where, 1);
  }
  return corners.flat().map((value) => Math.round(value * 10_000) / 10_000);
}
