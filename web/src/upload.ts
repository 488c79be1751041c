/** Files are sent one after the other, each with its progress and, where it is refused, the reason. */
export function uploads(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-upload]")) {
    const form = box.querySelector("form");
    const field = box.querySelector<HTMLInputElement>("input[type=file]");
    if (!form || !field) continue;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.files?.length) void sendAll(box, form, field, [...field.files]);
    });
  }
}

async function sendAll(box: HTMLElement, form: HTMLFormElement, field: HTMLInputElement, files: File[]): Promise<void> {
  const list = box.querySelector<HTMLElement>("[data-upload-list]");
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  if (!list || !button) return form.submit();
  const lines = files.map((file) => line(file, box.dataset.uploadWaiting ?? ""));
  list.replaceChildren(...lines.map(({ item }) => item));
  list.hidden = false;
  button.disabled = true;
  const leaving = (event: BeforeUnloadEvent): void => event.preventDefault();
  window.addEventListener("beforeunload", leaving);
  let refused = 0;
  for (const [at, file] of files.entries()) {
    const problem = await send(box, file, lines[at]!);
    lines[at]!.finish(problem ?? box.dataset.uploadDone ?? "", problem === undefined);
    if (problem !== undefined) refused += 1;
  }
  window.removeEventListener("beforeunload", leaving);
  button.disabled = false;
  field.value = "";
  const after = box.querySelector<HTMLElement>("[data-upload-after]");
  const link = after?.querySelector("a");
  if (refused === 0 && link) return window.location.assign(link.href);
  if (after && refused < files.length) after.hidden = false;
}

interface Line {
  item: HTMLLIElement;
  progress: (done: number, total: number) => void;
  finish: (words: string, isGood: boolean) => void;
}

function line(file: File, waiting: string): Line {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  const bar = document.createElement("progress");
  name.textContent = file.name;
  name.className = "upload-name";
  state.textContent = waiting;
  state.className = "upload-state";
  bar.max = Math.max(file.size, 1);
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(name, bar, state);
  const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  return {
    item,
    progress: (done, total) => {
      bar.value = done;
      // Not read out at every step: readers of the screen ask the bar.
      state.setAttribute("aria-hidden", "true");
      state.textContent = percent.format(total > 0 ? done / total : 0);
    },
    finish: (words, isGood) => {
      bar.hidden = true;
      state.removeAttribute("aria-hidden");
      state.textContent = words;
      item.className = isGood ? "upload-good" : "upload-bad";
    },
  };
}

interface Problem {
  title?: string;
  detail?: string;
  errors?: { message: string }[];
}

/** Sends one file; answers what was wrong with it. `fetch` cannot tell how much was sent, so this is the older way. */
function send(box: HTMLElement, file: File, { progress }: Line): Promise<string | undefined> {
  const cut = box.dataset.uploadCut ?? "";
  // A server that refuses at once closes the connection, and the browser then says no more than that it broke.
  if (file.size > Number(box.dataset.uploadLargest)) return Promise.resolve(box.dataset.uploadTooLarge ?? "");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => progress(event.loaded, file.size));
    request.addEventListener("load", () => resolve(request.status === 201 ? undefined : reason(request.responseText) ?? cut));
    request.addEventListener("error", () => resolve(cut));
    request.open("POST", `${box.dataset.upload}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
}

function reason(text: string): string | undefined {
  try {
    const problem = JSON.parse(text) as Problem;
    return problem.errors?.[0]?.message ?? problem.detail ?? problem.title;
  } catch {
    return undefined;
  }
}
