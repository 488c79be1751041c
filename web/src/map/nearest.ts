/** The point nearest to a place, by a grid: points of a cell lie together. */
import type { Cloud } from "./cloud";

const CELLS = 256;

export interface Grid {
  /** Where the points of each cell begin in `points`. */
  starts: Uint32Array;
  points: Uint32Array;
}

export function grid(cloud: Cloud): Grid {
  const starts = new Uint32Array(CELLS * CELLS + 1);
  const cell = (at: number): number => (cloud.y[at]! >> 8) * CELLS + (cloud.x[at]! >> 8);
  for (let at = 0; at < cloud.loaded; at += 1) starts[cell(at) + 1]! += 1;
  for (let at = 0; at < CELLS * CELLS; at += 1) starts[at + 1]! += starts[at]!;
  const next = starts.slice();
  const points = new Uint32Array(cloud.loaded);
  for (let at = 0; at < cloud.loaded; at += 1) {
    const of = cell(at);
    points[next[of]!] = at;
    next[of]! += 1;
  }
  return { starts, points };
}

/** The nearest point within `radius` (both in the plane, 0 to 1) that `wanted` takes, or undefined. */
export function nearest(cloud: Cloud, index: Grid, x: number, y: number, radius: number, wanted: (at: number) => boolean): number | undefined {
  const from = (value: number): number => Math.min(CELLS - 1, Math.max(0, Math.floor(value * CELLS)));
  let [best, found]: [number, number | undefined] = [radius * radius, undefined];
  for (let row = from(y - radius); row <= from(y + radius); row += 1) {
    for (let column = from(x - radius); column <= from(x + radius); column += 1) {
      const cell = row * CELLS + column;
      for (let at = index.starts[cell]!; at < index.starts[cell + 1]!; at += 1) {
        const point = index.points[at]!;
        const [right, down] = [cloud.x[point]! / 65_535 - x, cloud.y[point]! / 65_535 - y];
        const distance = right * right + down * down;
        if (distance < best && wanted(point)) [best, found] = [distance, point];
      }
    }
  }
  return found;
}
