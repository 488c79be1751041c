import type { Span } from "./clock";
import type { Slot, Slots } from "./slots";

interface Hand {
  slot: Slot;
  /** Where a choice began, and where it has got to. */
  anchor: Span;
  span: Span;
  isMove: boolean;
}

const ARROWS: Record<string, [number, number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const HOUR = 60;

/** The next hour with a link in a direction, by where it stands on the screen: tables, rows and cards alike. */
function next(slots: Slots, from: Slot, [dx, dy]: [number, number]): Slot | undefined {
  const centre = (slot: Slot): [number, number] => {
    const box = (slot.link ?? slot.element).getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const [x, y] = centre(from);
  let best: Slot | undefined;
  let least = Infinity;
  for (const slot of slots.all) {
    if (!slot.link || slot === from) continue;
    const [left, top] = centre(slot);
    const along = (left - x) * dx + (top - y) * dy;
    const across = Math.abs((left - x) * dy) + Math.abs((top - y) * dx);
    if (along > 4 && along + 3 * across < least) [best, least] = [slot, along + 3 * across];
  }
  return best;
}

/** Do the hours of a facility run down or across, where this one stands? */
function isAcross(slot: Slot): boolean {
  return slot.element.closest("li") !== null;
}

/** By how much a key changes a time: an hour along the hours, a day across them. */
function step(slot: Slot, [dx, dy]: [number, number]): number {
  if (isAcross(slot)) return (dx || dy) * HOUR;
  return dy ? dy * HOUR : dx * 24 * HOUR;
}

/** The same with keys. `say` tells what is chosen, `done` what was asked for. */
export function keys(root: HTMLElement, slots: Slots, say: (span: Span | undefined, isMove: boolean) => void, done: (slot: Slot, span: Span, isMove: boolean) => void): void {
  let hand: Hand | undefined;

  const set = (changed: Hand | undefined): void => {
    const isChanged = changed !== undefined || hand !== undefined;
    hand = changed;
    slots.paint(hand && { book: hand.slot.book, span: hand.span, kind: hand.isMove ? "moving" : "chosen" });
    if (isChanged) say(hand?.span, hand?.isMove ?? false);
  };

  const chosen = (slot: Slot, by: number): Hand => {
    const before = hand && !hand.isMove && hand.slot === slot ? hand : { slot, anchor: slot, span: slot, isMove: false };
    const { anchor, span } = before;
    // Beyond the first hour the end moves; before it the beginning.
    const changed = span.from < anchor.from || (by < 0 && span.until === anchor.until) ? { from: Math.min(span.from + by, anchor.from), until: anchor.until } : { from: anchor.from, until: Math.max(span.until + by, anchor.until) };
    const stays = slots.within(slot.book, changed).every((other) => Math.floor(other.from / 1440) === Math.floor(anchor.from / 1440));
    return { ...before, span: stays ? changed : span };
  };

  const moved = (hand: Hand, by: number, isEnd: boolean): Hand => {
    const span = isEnd ? { from: hand.span.from, until: hand.span.until + by } : { from: hand.span.from + by, until: hand.span.until + by };
    return { ...hand, span: span.from < span.until ? span : hand.span };
  };

  root.addEventListener("keydown", (event) => {
    const slot = slots.of(event.target);
    if (!slot?.link || event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      const by = step(slot, arrow);
      if (hand?.isMove) return set(moved(hand, by, event.shiftKey));
      if (event.shiftKey && slot.isFree) return set(chosen(slot, by));
      set(undefined);
      next(slots, slot, arrow)?.link?.focus();
    } else if (event.key.toLowerCase() === "m" && slot.known) {
      set({ slot, anchor: slot.known, span: slot.known, isMove: true });
    } else if (event.key === "Escape") {
      set(undefined);
    } else if (event.key === "Enter" && hand) {
      event.preventDefault();
      const { slot: of, span, isMove } = hand;
      hand = undefined;
      slots.paint();
      done(of, span, isMove);
    }
  });
  root.addEventListener("focusout", () => hand && !document.querySelector("dialog[open]") && set(undefined));
}
