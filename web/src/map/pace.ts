/** How many points are drawn while the map moves: as many as the screen can take; all of them when it rests. */

/** Fewer than this are never drawn. */
const FEWEST = 40_000;
/** A frame that was waited for longer, in milliseconds, comes after too much work; at 60 a second one comes within 16.7. */
const SLOW_MS = 21;
/** All points are drawn when nothing has moved for so long. */
const REST_MS = 180;

export class Pace {
  #most = Infinity;
  #resting = 0;

  /** How many of so many points to draw in a frame that was waited for so long. Any first part of the points is an even sample. */
  frame(waited: number, total: number): number {
    if (waited > SLOW_MS) this.#most = Math.max(FEWEST, Math.min(this.#most, total) * 0.7);
    else if (this.#most < total) this.#most *= 1.05;
    return Math.min(total, Math.round(this.#most));
  }

  /** Calls `draw` for all points once the map rests, if the last frame left some out. */
  rest(drawn: number, total: number, draw: () => void): void {
    window.clearTimeout(this.#resting);
    if (drawn < total) this.#resting = window.setTimeout(draw, REST_MS);
  }
}
