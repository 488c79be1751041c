// The map of a landscape. The page holds the same topics as a table, so that nothing is lost without this script.
import { read } from "./address";
import type { Meaning } from "./colours";
import { MEANINGS } from "./colours";
import { emptyCloud, load, years } from "./cloud";
import type { Topic } from "./labels";
import { MapView } from "./view";
import { showLegend } from "./legend";

const root = document.querySelector<HTMLElement>("[data-map]");
if (root) void start(root);

async function start(box: HTMLElement): Promise<void> {
  const data = box.dataset;
  const words = JSON.parse(data.mapWords ?? "{}") as Record<string, string>;
  const say = (text: string): void => put(box, "[data-map-status]", text);
  try {
    say(words["loading"] ?? "");
    const answer = await fetch(data.mapTopics ?? "");
    if (!answer.ok) throw new Error(`${answer.status}`);
    const topics = (await answer.json()) as Topic[];
    const state = read(window.location.search);
    const cloud = emptyCloud(Number(data.mapCount ?? 0));
    const view = new MapView(box, cloud, topics, state, words);
    box.classList.add("map-on");
    controls(box, view);
    const stop = new AbortController();
    window.addEventListener("pagehide", () => stop.abort());
    await load(cloud, data.mapPoints ?? "", () => {
      view.grown();
      say(cloud.loaded < cloud.total ? `${words["loading"] ?? ""} ${Math.round((100 * cloud.loaded) / cloud.total)} %` : "");
    }, stop.signal);
    slider(box, view, years(cloud));
    await view.complete();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    console.warn("the map cannot be shown", error);
    box.classList.remove("map-on");
    say(words["failed"] ?? "");
  }
}

function controls(box: HTMLElement, view: MapView): void {
  const form = box.querySelector<HTMLFormElement>("[data-map-controls]");
  if (!form) return;
  const meaning = form.querySelector<HTMLSelectElement>("[name=colour]");
  if (meaning) {
    meaning.value = view.state.meaning;
    meaning.addEventListener("change", () => {
      view.state.meaning = (MEANINGS.find((one) => one === meaning.value) ?? "topic") satisfies Meaning;
      view.recolour();
      showLegend(box, view);
    });
  }
  const query = form.querySelector<HTMLInputElement>("[name=q]");
  if (query) query.value = view.state.query;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    view.state.query = query?.value.trim() ?? "";
    void view.find();
  });
  const acts: Record<string, (button: HTMLElement) => void> = {
    in: () => view.zoomBy(1.6),
    out: () => view.zoomBy(1 / 1.6),
    home: () => view.reset(),
    lasso: (button) => button.setAttribute("aria-pressed", String(view.toggleLasso())),
    clear: () => {
      if (query) query.value = "";
      view.clear();
    },
    png: () => view.savePng(),
    svg: () => view.saveSvg(),
  };
  for (const button of box.querySelectorAll<HTMLButtonElement>("[data-map-act]")) {
    button.addEventListener("click", () => acts[button.dataset.mapAct ?? ""]?.(button));
  }
  for (const link of box.querySelectorAll<HTMLElement>("[data-map-fly]")) {
    link.addEventListener("focus", () => view.fly(link.dataset.mapFly ?? ""));
  }
  showLegend(box, view);
}

/** Two sliders for the first and the last year that are shown. */
function slider(box: HTMLElement, view: MapView, known: [number, number] | undefined): void {
  const [from, to] = ["from", "to"].map((name) => box.querySelector<HTMLInputElement>(`[data-map-controls] [name=${name}]`));
  if (!from || !to || !known) return;
  view.known = known;
  for (const input of [from, to]) [input.min, input.max] = [String(known[0]), String(known[1])];
  from.value = String(Math.max(known[0], view.state.years?.[0] ?? known[0]));
  to.value = String(Math.min(known[1], view.state.years?.[1] ?? known[1]));
  const changed = (moved: HTMLInputElement): void => {
    if (Number(from.value) > Number(to.value)) (moved === from ? to : from).value = moved.value;
    const [first, last] = [Number(from.value), Number(to.value)];
    view.state.years = first === known[0] && last === known[1] ? undefined : [first, last];
    put(box, "[data-map-years]", `${first} – ${last}`);
    view.changed();
  };
  from.addEventListener("input", () => changed(from));
  to.addEventListener("input", () => changed(to));
  put(box, "[data-map-years]", `${from.value} – ${to.value}`);
  view.recolour();
  showLegend(box, view);
}

function put(box: ParentNode, selector: string, text: string): void {
  const place = box.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}

