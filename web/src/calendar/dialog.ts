import { query, type Span } from "./clock";

/** What is asked: the page with the form, and the time. */
export interface Asked {
  href: string;
  span: Span;
}

const TIMES = ["day", "from", "until_day", "until"];

async function page(url: string): Promise<Document | undefined> {
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok && found.querySelector("[data-booking-form] form") ? found : undefined;
}

/**
 * Shows what the rules say to a time with its price, and the form that asks for it: the same parts that the pages have.
 * Answers the address of the booking when it is saved, or nothing when the dialog is closed.
 */
export async function ask(asked: Asked, close: string): Promise<string | undefined> {
  const address = `${asked.href}?${query(asked.span)}`;
  const found = await page(address).catch(() => undefined);
  // Signed out in the meantime, or gone: the page itself knows what to say.
  if (!found) {
    window.location.assign(address);
    return undefined;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "calendar-dialog";
  const title = document.createElement("h2");
  title.id = "calendar-dialog-title";
  title.textContent = found.querySelector("h1")?.textContent ?? "";
  dialog.setAttribute("aria-labelledby", title.id);
  const weighed = document.createElement("div");
  weighed.setAttribute("role", "status");
  weighed.append(...(found.querySelector("[data-weighed]")?.childNodes ?? []));
  const form = found.querySelector<HTMLFormElement>("[data-booking-form] form")!;
  const leave = document.createElement("button");
  leave.type = "button";
  leave.className = "btn";
  leave.textContent = close;
  leave.addEventListener("click", () => dialog.close());
  dialog.append(title, weighed, document.adoptNode(form), leave);
  document.body.append(dialog);
  return new Promise((done) => {
    let saved: string | undefined;
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && TIMES.includes(event.target.name)) void weigh(asked.href, form, weighed);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(form, weighed).then((address) => {
        saved = address;
        if (saved !== undefined) dialog.close();
      });
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(saved);
    });
    dialog.showModal();
    // What is in the way is read first; then the form.
    (form.querySelector<HTMLElement>("input:not([type=hidden])") ?? leave).focus();
  });
}

/** Another time was typed: what the rules say to that. */
async function weigh(href: string, form: HTMLFormElement, weighed: HTMLElement): Promise<void> {
  const typed = new FormData(form);
  const asked = new URLSearchParams(TIMES.map((name) => [name, String(typed.get(name) ?? "")]));
  const found = await page(`${href}?${asked}`).catch(() => undefined);
  if (found) weighed.replaceChildren(...(found.querySelector("[data-weighed]")?.childNodes ?? []));
}

async function send(form: HTMLFormElement, weighed: HTMLElement): Promise<string | undefined> {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  if (button) button.disabled = true;
  try {
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.ok) return answer.url;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = found.querySelectorAll("main .alert-danger[data-focus], main [data-weighed] > *");
    if (told.length === 0) form.submit();
    weighed.replaceChildren(...told);
    weighed.scrollIntoView({ block: "nearest" });
  } catch {
    // The network failed: sent as any form, the browser says so.
    form.submit();
  } finally {
    if (button) button.disabled = false;
  }
  return undefined;
}
