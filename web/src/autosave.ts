/**
 * Saves a form field by field while somebody types. Each field knows the revision that it was read at: what another tab
 * saved meanwhile is never written over unseen, both texts are shown and the person chooses. What cannot be sent stays in
 * this browser until it can.
 */
export function autosave(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>("form[data-autosave]");
  if (form) new Autosave(form).begin();
}

const PAUSE = 600;
const AGAIN = 5000;

interface Kept {
  value: string;
  revision: number;
}

class Autosave {
  private readonly timers = new Map<HTMLElement, number>();
  private readonly running = new Map<HTMLElement, Promise<void>>();
  private readonly state: HTMLElement | null;
  private readonly store: string;

  constructor(private readonly form: HTMLFormElement) {
    this.state = form.querySelector("[data-autosave-state]");
    this.store = `autosave:${form.dataset.autosave}`;
  }

  begin(): void {
    for (const field of this.fields()) {
      const changed = (): void => this.later(field, PAUSE);
      field.addEventListener("input", changed);
      field.addEventListener("change", changed);
      this.restore(field);
    }
    this.form.addEventListener("input", () => this.showAsked());
    this.form.addEventListener("change", () => this.showAsked());
    this.showAsked();
    // With scripts everything is saved already; the button saves what is left and says so.
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void Promise.all(this.fields().map((field) => this.save(field)));
    });
    window.addEventListener("online", () => this.fields().forEach((field) => this.later(field, 0)));
    window.addEventListener("beforeunload", (event) => {
      if (this.fields().some((field) => this.isOpen(field))) event.preventDefault();
    });
  }

  private fields(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>("[data-field]")];
  }

  private code(field: HTMLElement): string {
    return field.dataset.field ?? "";
  }

  /** What is typed now. A table of items is one text, as the server keeps it. */
  private value(field: HTMLElement): string {
    const table = field.querySelector("[data-budget]");
    if (table) {
      const items = [...table.querySelectorAll<HTMLElement>(".row-line")].map((row) => {
        const [what, amount] = row.querySelectorAll<HTMLInputElement>("input");
        return { what: what?.value ?? "", amount: amount?.value ?? "" };
      });
      const filled = items.filter((item) => item.what.trim() !== "" || item.amount.trim() !== "");
      return filled.length > 0 ? JSON.stringify(filled) : "";
    }
    const inputs = [...field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("[name^='f.']")];
    const radios = inputs.filter((input): input is HTMLInputElement => input instanceof HTMLInputElement && input.type === "radio");
    if (radios.length > 0) return radios.find((radio) => radio.checked)?.value ?? "";
    return inputs[0]?.value ?? "";
  }

  private put(field: HTMLElement, value: string): void {
    const table = field.querySelector("[data-budget]");
    if (table) {
      const items = (value === "" ? [] : JSON.parse(value)) as { what: string; amount: string }[];
      const rows = [...table.querySelectorAll<HTMLElement>(".row-line")];
      while (rows.length < items.length) {
        const more = rows[rows.length - 1]!.cloneNode(true) as HTMLElement;
        rows[rows.length - 1]!.after(more);
        rows.push(more);
      }
      rows.forEach((row, at) => {
        const [what, amount] = row.querySelectorAll<HTMLInputElement>("input");
        if (what) what.value = items[at]?.what ?? "";
        if (amount) amount.value = items[at]?.amount ?? "";
      });
      return;
    }
    for (const input of field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("[name^='f.']")) {
      if (input instanceof HTMLInputElement && input.type === "radio") input.checked = input.value === value;
      else input.value = value;
    }
  }

  private saved(field: HTMLElement): string {
    return field.dataset.saved ?? "";
  }

  /** Is there something that the server does not have? */
  private isOpen(field: HTMLElement): boolean {
    return this.value(field) !== this.saved(field);
  }

  private later(field: HTMLElement, pause: number): void {
    if (!this.isOpen(field)) return;
    // First into the browser, so that it is there whatever happens.
    this.keep(field);
    window.clearTimeout(this.timers.get(field));
    this.timers.set(field, window.setTimeout(() => void this.save(field), pause));
  }

  private save(field: HTMLElement): Promise<void> {
    // One after the other, or the second would find the revision of the first.
    const before = this.running.get(field) ?? Promise.resolve();
    const next = before.then(() => this.send(field));
    this.running.set(field, next);
    return next;
  }

  private async send(field: HTMLElement): Promise<void> {
    if (field.dataset.conflict !== undefined || !this.isOpen(field)) return;
    const value = this.value(field);
    this.say("saving");
    try {
      const answer = await fetch(`${this.form.dataset.autosave}${encodeURIComponent(this.code(field))}`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ value, revision: Number(field.dataset.revision) }),
        redirect: "error",
      });
      if (answer.status === 200) {
        const kept = (await answer.json()) as Kept;
        this.done(field, kept.revision, value);
      } else if (answer.status === 409 && answer.headers.get("content-type")?.startsWith("application/json")) {
        this.conflict(field, (await answer.json()) as Kept);
      } else {
        this.failed(field, answer.status >= 500 || answer.status === 429);
      }
    } catch {
      this.failed(field, true);
    }
  }

  private done(field: HTMLElement, revision: number, value: string): void {
    field.dataset.saved = value;
    this.revise(field, revision);
    this.forget(field);
    if (this.isOpen(field)) this.later(field, PAUSE);
    else this.say("saved");
  }

  private revise(field: HTMLElement, revision: number): void {
    field.dataset.revision = String(revision);
    const hidden = field.querySelector<HTMLInputElement>(`[name='r.${CSS.escape(this.code(field))}']`);
    if (hidden) hidden.value = String(revision);
  }

  private failed(field: HTMLElement, isWorthMore: boolean): void {
    this.keep(field);
    this.say("unsaved");
    if (isWorthMore) this.timers.set(field, window.setTimeout(() => void this.save(field), AGAIN));
  }

  /** Another tab, or another member of the team, saved this field: both texts, and a choice. */
  private conflict(field: HTMLElement, theirs: Kept): void {
    this.keep(field);
    field.dataset.conflict = "";
    const box = document.createElement("div");
    box.className = "alert alert-warning";
    box.setAttribute("role", "alert");
    const line = (words: string, text: string): void => {
      const head = document.createElement("strong");
      const quote = document.createElement("blockquote");
      head.textContent = words;
      quote.textContent = text;
      box.append(head, quote);
    };
    const lead = document.createElement("p");
    lead.textContent = this.form.dataset.conflict ?? "";
    box.append(lead);
    line(this.form.dataset.theirs ?? "", readable(theirs.value));
    line(this.form.dataset.mine ?? "", readable(this.value(field)));
    const choose = (words: string, take: () => void): HTMLButtonElement => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.textContent = words;
      button.addEventListener("click", () => {
        box.remove();
        delete field.dataset.conflict;
        field.dataset.saved = theirs.value;
        this.revise(field, theirs.revision);
        take();
        this.showAsked();
        void this.save(field);
      });
      return button;
    };
    const acts = document.createElement("div");
    acts.className = "row-line";
    acts.append(
      choose(this.form.dataset.keepMine ?? "", () => undefined),
      choose(this.form.dataset.takeTheirs ?? "", () => {
        this.put(field, theirs.value);
        this.forget(field);
        this.say("saved");
      }),
    );
    box.append(acts);
    field.prepend(box);
    this.say("unsaved");
  }

  /** What this browser kept because it could not be saved is put back, and saved now. */
  private restore(field: HTMLElement): void {
    field.dataset.saved = this.value(field);
    const kept = this.read()[this.code(field)];
    if (kept === undefined || kept.value === this.saved(field)) return this.forget(field);
    // At the revision that it was written over: if the server has a later one, both are shown.
    this.revise(field, kept.revision);
    this.put(field, kept.value);
    this.later(field, 0);
    this.say("restored");
  }

  /** A field that depends on another is shown once that has the answer. */
  private showAsked(): void {
    for (const field of this.fields()) {
      const [code, is] = (field.dataset.shownIf ?? "").split("=");
      if (!code) continue;
      const other = this.fields().find((one) => this.code(one) === code);
      field.hidden = !other || other.hidden || this.value(other) !== is;
      field.querySelector("[data-only-if]")?.remove();
    }
  }

  private read(): Record<string, Kept> {
    try {
      return JSON.parse(window.localStorage.getItem(this.store) ?? "{}") as Record<string, Kept>;
    } catch {
      return {};
    }
  }

  private write(all: Record<string, Kept>): void {
    try {
      if (Object.keys(all).length > 0) window.localStorage.setItem(this.store, JSON.stringify(all));
      else window.localStorage.removeItem(this.store);
    } catch {
      // A browser that keeps nothing still saves to the server.
    }
  }

  private keep(field: HTMLElement): void {
    const kept = { value: this.value(field), revision: Number(field.dataset.revision) };
    this.write({ ...this.read(), [this.code(field)]: kept });
  }

  private forget(field: HTMLElement): void {
    const { [this.code(field)]: _, ...rest } = this.read();
    this.write(rest);
  }

  private say(what: "saved" | "saving" | "unsaved" | "restored"): void {
    if (!this.state) return;
    const time = what === "saved" ? ` ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}` : "";
    this.state.textContent = `${this.form.dataset[what] ?? ""}${time}`;
  }
}

/** A table of items as lines. */
function readable(value: string): string {
  if (!value.startsWith("[{")) return value;
  try {
    const items = JSON.parse(value) as { what: string; amount: string }[];
    return items.map((item) => `${item.what}: ${item.amount}`).join("\n");
  } catch {
    return value;
  }
}
