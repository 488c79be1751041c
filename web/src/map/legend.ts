/** What the colours of the map mean. */
import { css, ofEight, ofStage, ofYear } from "./colours";
import type { MapView } from "./view";

const STAGES = 5;
const KINDS = 5;

export function showLegend(box: HTMLElement, view: MapView): void {
  const list = box.querySelector("[data-map-legend]");
  if (!list) return;
  list.replaceChildren(...entries(view).map(([colour, words]) => {
    const entry = document.createElement("li");
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    dot.setAttribute("viewBox", "0 0 10 10");
    dot.setAttribute("aria-hidden", "true");
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    for (const [name, value] of [["cx", "5"], ["cy", "5"], ["r", "4.5"], ["fill", colour]]) circle.setAttribute(name!, value!);
    dot.append(circle);
    entry.append(dot, words);
    return entry;
  }));
}

function entries(view: MapView): [string, string][] {
  const { topics, words } = view;
  switch (view.state.meaning) {
    case "topic": {
      const coarse = topics.filter((topic) => topic.level === 0).sort((a, b) => b.size - a.size);
      return coarse.slice(0, 8).map((topic) => [css(ofEight(topic.colour)), topic.label]);
    }
    case "year": {
      const [first, last] = view.known;
      return last === 0 ? [] : [0, 0.5, 1].map((share) => [css(ofYear(share)), String(Math.round(first + (last - first) * share))]);
    }
    case "stage":
      return Array.from({ length: STAGES }, (_, stage) => [css(ofStage(stage)), words[`stage-${stage}`] ?? String(stage)]);
    case "kind":
      return Array.from({ length: KINDS }, (_, kind) => [css(ofEight(kind)), words[`kind-${kind}`] ?? String(kind)]);
  }
}
