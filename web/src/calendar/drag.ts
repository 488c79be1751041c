import type { Span } from "./clock";
import type { Slot, Slots } from "./slots";

/** What a hand does: chooses free time, moves a booking, or changes where it begins or ends. */
type Act = "choose" | "move" | "from" | "until";

interface Drag {
  act: Act;
  start: Slot;
  pointer: number;
  span: Span;
  isMoved: boolean;
}

/** How long a finger is held before it drags: until then it scrolls. */
const HOLD_MS = 400;
const SHAKE = 10;

/** Where a drag from one hour to another leads. */
function led({ act, start }: Drag, to: Slot): Span | undefined {
  if (to.book !== start.book) return undefined;
  if (act === "choose") {
    // One day at a time: the hours of the night in between are not free.
    if (Math.floor(to.from / 1440) !== Math.floor(start.from / 1440)) return undefined;
    return { from: Math.min(start.from, to.from), until: Math.max(start.until, to.until) };
  }
  const known = start.known!;
  if (act === "move") {
    const by = to.from - start.from;
    return { from: known.from + by, until: known.until + by };
  }
  const span = act === "from" ? { from: to.from, until: known.until } : { from: known.from, until: to.until };
  return span.from < span.until ? span : undefined;
}

/** Marks the edges of one's bookings, by which they are made longer and shorter. */
export function grips(slots: Slots): void {
  for (const slot of slots.all) {
    if (!slot.known) continue;
    const own = slots.within(slot.book, slot.known).filter((other) => other.known?.href === slot.known!.href);
    for (const edge of ["from", "until"] as const) {
      if (slot !== own.at(edge === "from" ? 0 : -1)) continue;
      const grip = document.createElement("span");
      grip.className = "grip";
      grip.dataset.grip = edge;
      grip.setAttribute("aria-hidden", "true");
      slot.element.append(grip);
    }
  }
}

/** Dragging with mouse, pen or finger. `done` is called with what was dragged to where. */
export function drags(root: HTMLElement, slots: Slots, done: (slot: Slot, span: Span, isMove: boolean) => void): void {
  let drag: Drag | undefined;
  let holding: { timer: number; x: number; y: number } | undefined;

  const let_go = (): void => {
    drag = undefined;
    if (holding) window.clearTimeout(holding.timer);
    holding = undefined;
    slots.paint();
    root.classList.remove("is-dragging");
  };
  const begin = (slot: Slot, act: Act, pointer: number): void => {
    drag = { act, start: slot, pointer, span: slot.known ?? slot, isMoved: false };
    root.classList.add("is-dragging");
    show();
  };
  const show = (): void => {
    if (drag) slots.paint({ book: drag.start.book, span: drag.span, kind: drag.act === "choose" ? "chosen" : "moving" });
  };

  root.addEventListener("pointerdown", (event) => {
    const slot = slots.of(event.target);
    if (!slot || event.button !== 0 || !event.isPrimary || !(slot.isFree || slot.known)) return;
    const edge = (event.target as Element).closest<HTMLElement>("[data-grip]")?.dataset.grip as Act | undefined;
    const act = edge ?? (slot.known ? "move" : "choose");
    if (event.pointerType !== "touch") return begin(slot, act, event.pointerId);
    const timer = window.setTimeout(() => {
      holding = undefined;
      begin(slot, act, event.pointerId);
    }, HOLD_MS);
    holding = { timer, x: event.clientX, y: event.clientY };
  });
  window.addEventListener("pointermove", (event) => {
    if (holding && Math.hypot(event.clientX - holding.x, event.clientY - holding.y) > SHAKE) let_go();
    if (!drag || drag.pointer !== event.pointerId) return;
    const to = slots.at(event.clientX, event.clientY);
    const span = to && led(drag, to);
    if (!span || (to === drag.start && !drag.isMoved)) return;
    drag.isMoved = true;
    drag.span = span;
    show();
  });
  window.addEventListener("pointerup", (event) => {
    const ended = drag?.pointer === event.pointerId ? drag : undefined;
    let_go();
    if (!ended?.isMoved) return;
    // The click that follows would open the link under the hand.
    const swallow = (click: Event): void => {
      click.preventDefault();
      click.stopPropagation();
    };
    window.addEventListener("click", swallow, { capture: true, once: true });
    window.setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 50);
    done(ended.start, ended.span, ended.act !== "choose");
  });
  window.addEventListener("pointercancel", let_go);
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) let_go();
  });
  // A finger that drags does not scroll; links are not dragged as links, and open no menu under a finger that holds.
  root.addEventListener("touchmove", (event) => drag && event.cancelable && event.preventDefault(), { passive: false });
  root.addEventListener("dragstart", (event) => event.preventDefault());
  root.addEventListener("contextmenu", (event) => drag && event.preventDefault());
}
