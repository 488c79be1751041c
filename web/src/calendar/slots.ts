import { minutes, overlap, type Span } from "./clock";

/** A booking of the reader that can still be changed. */
export interface Known extends Span {
  href: string;
}

/** An hour of a facility in the calendar. */
export interface Slot extends Span {
  element: HTMLElement;
  link: HTMLAnchorElement | null;
  /** The address of the form for booking, which also tells facilities apart. */
  book: string;
  isFree: boolean;
  known?: Known;
}

const HOUR = 60;

function read(element: HTMLElement): Slot {
  const { from, slot, usedFrom, usedUntil } = element.dataset;
  const link = element.querySelector<HTMLAnchorElement>("a[href]");
  const begin = minutes(from ?? "");
  const known = link && usedFrom && usedUntil ? { href: link.getAttribute("href")!, from: minutes(usedFrom), until: minutes(usedUntil) } : undefined;
  const book = element.closest<HTMLElement>("[data-book]")?.dataset.book ?? "";
  return { element, link, book, from: begin, until: begin + HOUR, isFree: (slot === "free" || slot === "partly") && link !== null, known };
}

/** The hours of a calendar. */
export class Slots {
  readonly all: Slot[];

  constructor(root: HTMLElement) {
    this.all = [...root.querySelectorAll<HTMLElement>("[data-slot]")].map(read);
  }

  of(target: EventTarget | null): Slot | undefined {
    const cell = target instanceof Element ? target.closest("td, th, li") : null;
    const element = cell?.querySelector("[data-slot]");
    return this.all.find((slot) => slot.element === element);
  }

  at(x: number, y: number): Slot | undefined {
    return this.of(document.elementFromPoint(x, y));
  }

  /** Those of a facility that a span touches. */
  within(book: string, span: Span): Slot[] {
    return this.all.filter((slot) => slot.book === book && overlap(slot, span));
  }

  /** Shows a span as chosen or as the new time of a booking; nothing where there is none. */
  paint(marked?: { book: string; span: Span; kind: "chosen" | "moving" }): void {
    const shown = marked ? this.within(marked.book, marked.span) : [];
    for (const slot of this.all) {
      const isShown = shown.includes(slot);
      slot.element.classList.toggle("is-chosen", isShown && marked?.kind === "chosen");
      slot.element.classList.toggle("is-moving", isShown && marked?.kind === "moving");
    }
  }
}
