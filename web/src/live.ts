interface Progress {
  done: number;
  total: number | null;
  message: string;
  ended: boolean;
}

/** Follows the progress of jobs by server-sent events; when a job ends, the page is loaded again. */
export function liveProgress(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-live]:not([data-live-on])")) {
    const address = box.dataset.live;
    if (!address) continue;
    box.dataset.liveOn = "";
    const events = new EventSource(address);
    // The browser reconnects by itself after a break; after a refusal it does not.
    events.onmessage = (event: MessageEvent<string>) => {
      const progress = JSON.parse(event.data) as Progress;
      show(box, progress);
      if (progress.ended) {
        events.close();
        window.location.reload();
      }
    };
    window.addEventListener("pagehide", () => events.close());
  }
}

function show(box: HTMLElement, progress: Progress): void {
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const words = (selector: string, text: string): void => {
    const place = box.querySelector(selector);
    if (place && place.textContent !== text) place.textContent = text;
  };
  const bar = box.querySelector("progress");
  if (bar && progress.total) {
    bar.max = progress.total;
    bar.value = progress.done;
  }
  words("[data-live-message]", progress.message);
  words("[data-live-done]", numbers.format(progress.done));
  if (progress.total) words("[data-live-total]", numbers.format(progress.total));
}
