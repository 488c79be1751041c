/** Times as the clock on the wall of the place shows them, such as `2026-11-27T09:00`, counted in minutes. */
export const MINUTE = 60_000;

export function minutes(text: string): number {
  return Date.parse(`${text}:00Z`) / MINUTE;
}

export function day(at: number): string {
  return new Date(at * MINUTE).toISOString().slice(0, 10);
}

export function clock(at: number): string {
  return new Date(at * MINUTE).toISOString().slice(11, 16);
}

/** From a time up to, but without, a later one. */
export interface Span {
  from: number;
  until: number;
}

export function overlap(one: Span, other: Span): boolean {
  return one.from < other.until && other.from < one.until;
}

/** In words of the page's language. */
export function words({ from, until }: Span): string {
  const shown = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  const date = shown.format(new Date(from * MINUTE));
  const end = day(from) === day(until) ? clock(until) : `${shown.format(new Date(until * MINUTE))} ${clock(until)}`;
  return `${date}, ${clock(from)}–${end}`;
}

/** The same as the query of the forms for booking and moving. */
export function query({ from, until }: Span): string {
  const asked = new URLSearchParams({ day: day(from), from: clock(from), until: clock(until) });
  if (day(from) !== day(until)) asked.set("until_day", day(until));
  return asked.toString();
}
