// Choosing free time and moving bookings on the calendar, by hand and by keys. Without this script each free hour is a link
// to the form, and each booking a link to its page, where the same can be done.
import { words, type Span } from "./clock";
import { ask } from "./dialog";
import { drags, grips } from "./drag";
import { keys } from "./keys";
import { Slots, type Slot } from "./slots";

function announce(text: string): void {
  const announcer = document.querySelector("[data-announcer]");
  if (announcer) announcer.textContent = text;
}

/** Puts the calendar as it is now into the place of the one that was changed. */
async function renew(root: HTMLElement, booking: string): Promise<void> {
  const answer = await fetch(root.dataset.calendar ?? "", { headers: { accept: "text/html" } });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("[data-calendar]");
  if (!found) return window.location.reload();
  const saved = root.dataset.saved ?? "";
  root.replaceWith(document.adoptNode(found));
  start(found);
  const path = new URL(booking).pathname;
  found.querySelector<HTMLElement>(`a[href="${CSS.escape(path)}"], a[href="${path}"]`)?.focus();
  announce(saved);
}

function start(root: HTMLElement): void {
  const slots = new Slots(root);
  root.querySelector("[data-calendar-help]")?.removeAttribute("hidden");
  grips(slots);
  const said = (template: string | undefined, span: Span): string => (template ?? "").replace("{span}", words(span));
  const say = (span: Span | undefined, isMove: boolean): void =>
    announce(span ? said(isMove ? root.dataset.moving : root.dataset.chosen, span) : (root.dataset.left ?? ""));
  const done = async (slot: Slot, span: Span, isMove: boolean): Promise<void> => {
    say(span, isMove);
    slots.paint({ book: slot.book, span, kind: isMove ? "moving" : "chosen" });
    const saved = await ask({ href: isMove ? slot.known!.href : slot.book, span }, root.dataset.close ?? "");
    slots.paint();
    if (saved === undefined) slot.link?.focus();
    else await renew(root, saved);
  };
  const asked = (slot: Slot, span: Span, isMove: boolean): void => void done(slot, span, isMove);
  drags(root, slots, asked);
  keys(root, slots, say, asked);
}

for (const root of document.querySelectorAll<HTMLElement>("[data-calendar]")) start(root);
