/** Pointer, wheel and keys on the map. Everything a pointer can do, keys can do as well. */

export interface Wishes {
  pan(right: number, down: number): void;
  zoom(left: number, top: number, factor: number): void;
  reset(): void;
  hover(left: number, top: number): void;
  leave(): void;
  choose(left: number, top: number): void;
  /** Is a line being drawn instead of the map moved? */
  drawing(): boolean;
  draw(points: [number, number][], ended: boolean): void;
}

const STEP = 60;
/** A press that moves less is a click. */
const STILL = 4;

export function gestures(canvas: HTMLCanvasElement, wishes: Wishes): void {
  const held = new Map<number, [number, number]>();
  let line: [number, number][] = [];
  let moved = 0;
  const at = (event: MouseEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    held.set(event.pointerId, at(event));
    moved = 0;
    line = wishes.drawing() ? [at(event)] : [];
  });
  canvas.addEventListener("pointermove", (event) => {
    const [left, top] = at(event);
    const before = held.get(event.pointerId);
    if (!before) return wishes.hover(left, top);
    const [right, down] = [left - before[0], top - before[1]];
    moved += Math.abs(right) + Math.abs(down);
    if (held.size === 2) pinch(held, event.pointerId, [left, top], wishes);
    else if (line.length > 0) {
      line.push([left, top]);
      wishes.draw(line, false);
    } else wishes.pan(right, down);
    held.set(event.pointerId, [left, top]);
  });
  const release = (event: PointerEvent, done: boolean): void => {
    if (!held.delete(event.pointerId)) return;
    if (line.length > 2) wishes.draw(line, true);
    else if (done && moved < STILL) wishes.choose(...at(event));
    line = [];
  };
  canvas.addEventListener("pointerup", (event) => release(event, true));
  canvas.addEventListener("pointercancel", (event) => release(event, false));
  canvas.addEventListener("pointerleave", () => wishes.leave());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    wishes.zoom(...at(event), Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)));
  }, { passive: false });
  canvas.addEventListener("dblclick", (event) => wishes.zoom(...at(event), 2));
  canvas.addEventListener("keydown", (event) => keys(event, canvas, wishes));
}

function keys(event: KeyboardEvent, canvas: HTMLCanvasElement, wishes: Wishes): void {
  const middle: [number, number] = [canvas.clientWidth / 2, canvas.clientHeight / 2];
  const acts: Record<string, () => void> = {
    ArrowLeft: () => wishes.pan(STEP, 0),
    ArrowRight: () => wishes.pan(-STEP, 0),
    ArrowUp: () => wishes.pan(0, STEP),
    ArrowDown: () => wishes.pan(0, -STEP),
    "+": () => wishes.zoom(...middle, 1.4),
    "=": () => wishes.zoom(...middle, 1.4),
    "-": () => wishes.zoom(...middle, 1 / 1.4),
    "0": () => wishes.reset(),
    Enter: () => wishes.choose(...middle),
  };
  const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** Two fingers: the change of their distance zooms, around what lies between them. */
function pinch(held: Map<number, [number, number]>, moving: number, now: [number, number], wishes: Wishes): void {
  const other = [...held].find(([id]) => id !== moving)?.[1];
  const before = held.get(moving);
  if (!other || !before) return;
  const distance = (point: [number, number]): number => Math.hypot(point[0] - other[0], point[1] - other[1]);
  const factor = distance(now) / Math.max(1, distance(before));
  wishes.zoom((now[0] + other[0]) / 2, (now[1] + other[1]) / 2, factor);
}
