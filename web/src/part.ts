import htmx from "htmx.org";

/**
 * Lists change in place: forms and links of a part that stay on its path ask for the part alone. The address is pushed,
 * so that it can be kept and gone back from; the focus and the place on the screen stay; the count is read out.
 */
export function parts(): void {
  refreshing();
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement | SVGAElement>("[data-part] a[href]") : null;
    const href = link?.getAttribute("href");
    if (!link || !href || link.hasAttribute("download") || !stays(href)) return;
    event.preventDefault();
    void replace(href, link.closest(".pager") !== null);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "get" || !form.closest("[data-part]")) return;
    if (!stays(form.action)) return;
    event.preventDefault();
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value !== "") asked.append(name, value);
    const query = asked.toString();
    void replace(new URL(form.action).pathname + (query ? `?${query}` : ""), false);
  });
  // A choice is an answer already; what is typed waits for Enter.
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.matches("[data-part] form[method=get] select")) event.target.form?.requestSubmit();
  });
  // But where it is said so, what is typed is looked for while it is typed.
  let waiting = 0;
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.matches("[data-part] form[method=get] [data-as-typed] input")) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => box.isConnected && box.form?.requestSubmit(), 300);
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-part] form[method=get] [data-at-once] input")) event.target.form?.requestSubmit();
  });
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = (event as CustomEvent<{ ctx: { text: string } }>).detail;
    // Another page than the one asked for, such as that for signing in: it needs its frame, so it is loaded below.
    if (!ctx.text.includes("data-part")) event.preventDefault();
  });
}

/**
 * A part with `data-refresh` (seconds) is asked for anew while somebody looks at it, so that its numbers are those of now.
 * Never while the focus is in it: what somebody reads or types must not move.
 */
function refreshing(): void {
  let asked = Date.now();
  window.setInterval(() => {
    const mark = document.querySelector<HTMLElement>("[data-part] [data-refresh]");
    const part = mark?.closest<HTMLElement>("[data-part]");
    if (!part || document.visibilityState !== "visible" || part.contains(document.activeElement)) return;
    if (part.querySelector("details[open]") || Date.now() - asked < Number(mark?.dataset.refresh) * 1000) return;
    asked = Date.now();
    void htmx
      .ajax("GET", window.location.href, { source: part, target: part, swap: "outerHTML" })
      .then(() => document.querySelectorAll<HTMLElement>("[data-part]").forEach(keepIcons));
  }, 1000);
}

/** Is this the page that is shown, whatever is asked of it? */
function stays(href: string): boolean {
  const url = new URL(href, window.location.href);
  return url.origin === window.location.origin && url.pathname === window.location.pathname && url.hash === "";
}

async function replace(href: string, turnsPage: boolean): Promise<void> {
  const part = document.querySelector<HTMLElement>("[data-part]");
  if (!part) return window.location.assign(href);
  const place = focusPlace(part);
  part.setAttribute("aria-busy", "true");
  try {
    await htmx.ajax("GET", href, { source: part, target: part, swap: "outerHTML", push: "true" });
  } finally {
    part.removeAttribute("aria-busy");
  }
  const fresh = document.querySelector<HTMLElement>("[data-part]");
  // Nothing came: the ordinary way says why.
  if (!fresh || fresh === part) return window.location.assign(href);
  keepIcons(fresh);
  followAddress();
  restoreFocus(fresh, place);
  if (turnsPage) fresh.scrollIntoView({ block: "start" });
  announce(fresh);
}

type Place = { id: string; name: string; words: string; caret: number | null } | null;

function focusPlace(part: HTMLElement): Place {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement || at instanceof SVGElement) || !part.contains(at)) return null;
  const caret = at instanceof HTMLInputElement && at.type !== "checkbox" && at.type !== "radio" ? at.selectionStart : null;
  return { id: at.id, name: at.getAttribute("name") ?? "", words: words(at), caret };
}

function words(element: Element): string {
  return (element.getAttribute("aria-label") ?? element.textContent ?? "").trim();
}

/** Where the same thing is again; else the beginning of the part, from where reading goes on. */
function restoreFocus(part: HTMLElement, place: Place): void {
  if (!place) return;
  const all = [...part.querySelectorAll<HTMLElement>("a[href], button, input, select, summary")];
  const same =
    (place.id && all.find((element) => element.id === place.id)) ||
    (place.name && all.find((element) => element.getAttribute("name") === place.name)) ||
    (!place.name && place.words && all.find((element) => words(element) === place.words));
  if (same) {
    same.focus({ preventScroll: true });
    if (same instanceof HTMLInputElement && place.caret !== null) same.setSelectionRange(place.caret, place.caret);
  } else {
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }
}

/** The icons that came with the part go to those of the page, unless they are there. */
function keepIcons(part: HTMLElement): void {
  const [kept, ...came] = document.querySelectorAll("svg.sprite");
  for (const sprite of came) {
    for (const symbol of sprite.querySelectorAll("symbol")) {
      if (kept && !kept.querySelector(`#${CSS.escape(symbol.id)}`)) kept.append(symbol);
    }
    sprite.remove();
  }
  part.querySelectorAll("title").forEach((title) => title.closest("svg") ?? title.remove());
}

/** Links of the frame that lead to this page in another language or theme, and the search box above, follow. */
function followAddress(): void {
  const own = ["lang", "theme"];
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".languages a[href], a[data-theme-choice]")) {
    const chosen = new URL(link.href).searchParams;
    const url = new URL(window.location.href);
    for (const name of own) {
      url.searchParams.delete(name);
      const value = chosen.get(name);
      if (value) url.searchParams.set(name, value);
    }
    link.href = url.href;
  }
  const box = document.querySelector<HTMLInputElement>("[data-part] #query");
  const above = document.querySelector<HTMLInputElement>("#search");
  if (box && above) above.value = box.value;
}

function announce(part: HTMLElement): void {
  const announcer = document.querySelector("[data-announcer]");
  const count = part.querySelector("[data-count]")?.textContent?.trim();
  if (announcer) announcer.textContent = count ?? "";
}
