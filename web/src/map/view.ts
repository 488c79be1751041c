/** The map on the page: what is seen, what is marked, and what the person points at. */
import type { State } from "./address";
import { write } from "./address";
import type { Size } from "./camera";
import { home, pan, scale, toPlane, toScreen, zoomAt } from "./camera";
import type { Cloud } from "./cloud";
import type { Colour } from "./colours";
import { UNKNOWN, ofEight, ofStage, ofYear } from "./colours";
import { gestures } from "./gestures";
import type { Placed, Topic } from "./labels";
import { draw as drawLabels, place, under } from "./labels";
import { select, simplify } from "./lasso";
import type { Grid } from "./nearest";
import { grid, nearest } from "./nearest";
import { Pace } from "./pace";
import { savePng, saveSvg } from "./pictures";
import type { Look } from "./renderer";
import { Renderer, pointSize } from "./renderer";

/** Pixels around the pointer in which a point is found. */
const REACH = 10;
/** The link follows when nothing has moved for so long. */
const SETTLED_MS = 250;

export class MapView {
  readonly topics: Topic[];
  readonly words: Record<string, string>;
  readonly state: State;
  /** First and last year of the points; 0 until they are loaded. */
  known: [number, number] = [0, 0];
  readonly #box: HTMLElement;
  readonly #cloud: Cloud;
  readonly #canvas: HTMLCanvasElement;
  readonly #labels: HTMLCanvasElement;
  readonly #renderer: Renderer;
  readonly #marks: Uint8Array;
  readonly #pace = new Pace();
  #size: Size = { width: 1, height: 1 };
  #grid: Grid | undefined;
  #placed: Placed[] = [];
  #marking = false;
  #drawing = false;
  #line: [number, number][] = [];
  #waiting = false;
  #settled = 0;
  #pointed: number | undefined;

  constructor(box: HTMLElement, cloud: Cloud, topics: Topic[], state: State, words: Record<string, string>) {
    const [canvas, labels] = ["[data-map-canvas]", "[data-map-labels]"].map((name) => box.querySelector<HTMLCanvasElement>(name));
    if (!canvas || !labels) throw new Error("the page has no canvas");
    [this.topics, this.words, this.state] = [topics, words, state];
    [this.#box, this.#cloud, this.#canvas, this.#labels] = [box, cloud, canvas, labels];
    this.#marks = new Uint8Array(cloud.total);
    this.#renderer = new Renderer(canvas, cloud);
    this.recolour();
    new ResizeObserver(() => this.#resize()).observe(canvas);
    const repaint = (): void => this.recolour();
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
    this.#listen();
    this.#resize();
  }

  /** More points were loaded. */
  grown(): void {
    this.#renderer.grow();
    this.#draw();
  }

  /** All points are there: what the link asks for can be shown. */
  async complete(): Promise<void> {
    this.#grid = grid(this.#cloud);
    if (this.state.lasso) this.#select();
    else if (this.state.query) await this.find();
  }

  recolour(): void {
    this.#renderer.colour(this.#look());
    this.changed();
  }

  changed(): void {
    this.#draw();
    window.clearTimeout(this.#settled);
    this.#settled = window.setTimeout(() => window.history.replaceState(null, "", write(this.state)), SETTLED_MS);
  }

  zoomBy(factor: number): void {
    zoomAt(this.state.camera, this.#size, this.#size.width / 2, this.#size.height / 2, factor);
    this.changed();
  }

  reset(): void {
    Object.assign(this.state.camera, home());
    this.changed();
  }

  /** Goes to a topic. */
  fly(id: string): void {
    const topic = this.topics.find((one) => one.id === id);
    if (!topic) return;
    Object.assign(this.state.camera, { x: topic.x, y: topic.y, zoom: [2, 5, 9][topic.level] ?? 9 });
    this.changed();
  }

  toggleLasso(): boolean {
    this.#drawing = !this.#drawing;
    this.#canvas.classList.toggle("map-drawing", this.#drawing);
    return this.#drawing;
  }

  clear(): void {
    this.state.query = "";
    this.state.lasso = undefined;
    this.#line = [];
    this.#marking = false;
    this.#tell(undefined, undefined);
    this.changed();
  }

  /** Marks the records that a search finds. */
  async find(): Promise<void> {
    if (!this.state.query) return this.clear();
    this.state.lasso = undefined;
    this.#line = [];
    const answer = await fetch(`${this.#box.dataset.mapHits ?? ""}?q=${encodeURIComponent(this.state.query)}`);
    if (!answer.ok) return this.#tell(this.words["refused"], undefined);
    // Places of the hits among the points, four bytes each.
    const places = new Uint32Array(await answer.arrayBuffer());
    this.#marks.fill(0);
    for (const at of places) this.#marks[at] = 1;
    this.#show(places.length, `/evidence?q=${encodeURIComponent(this.state.query)}`);
  }

  savePng(): void {
    const style = window.getComputedStyle(this.#box);
    savePng(this.#canvas, this.#labels, this.#caption(), style.color, this.#paper());
  }

  saveSvg(): void {
    const look = this.#look();
    const keys = look.keys(this.#cloud);
    const colour = (at: number): Colour | undefined => (this.#isShown(at) ? look.colour(keys[at]!) : undefined);
    const radius = pointSize(this.state.camera.zoom, this.#cloud.total) / 2;
    const ink = window.getComputedStyle(this.#box).color;
    saveSvg(this.#cloud, this.state.camera, this.#size, radius, colour, this.#placed, this.#caption(), ink, this.#paper());
  }

  #caption(): { title: string; source: string } {
    return { title: this.#box.dataset.mapTitle ?? "", source: this.#box.dataset.mapSource ?? "" };
  }

  #paper(): string {
    return window.getComputedStyle(document.body).backgroundColor;
  }

  #isShown(at: number): boolean {
    const year = this.#cloud.year[at]!;
    const [first, last] = this.state.years ?? [0, 9999];
    return (year === 0 || (year >= first && year <= last)) && (!this.#marking || this.#marks[at] === 1);
  }

  #look(): Look {
    const { topics } = this;
    switch (this.state.meaning) {
      case "topic":
        return { keys: (cloud) => cloud.topic, count: topics.length, colour: (key) => (topics[key] ? ofEight(topics[key].colour) : UNKNOWN) };
      case "year": {
        const [first, last] = this.known;
        return { keys: (cloud) => cloud.year, count: 4000, colour: (key) => (key > 0 && key < 4000 ? ofYear((key - first) / Math.max(1, last - first)) : UNKNOWN) };
      }
      case "stage":
        return { keys: (cloud) => cloud.stage, count: 5, colour: ofStage };
      case "kind":
        return { keys: (cloud) => cloud.kind, count: 8, colour: (key) => (key < 8 ? ofEight(key) : UNKNOWN) };
    }
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#size = { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
    this.#draw();
  }

  /** Draws at the next frame, however often it is asked. */
  #draw(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    const asked = performance.now();
    window.requestAnimationFrame(() => {
      this.#waiting = false;
      const { loaded } = this.#cloud;
      const most = this.#pace.frame(performance.now() - asked, loaded);
      this.#paint(most);
      this.#pace.rest(most, loaded, () => this.#paint(loaded));
    });
  }

  #paint(most: number): void {
    const density = window.devicePixelRatio || 1;
    const scene = { camera: this.state.camera, years: this.state.years ?? [0, 9999] as [number, number], marking: this.#marking, most };
    this.#renderer.draw(scene, this.#size, density);
    this.#overlay(density);
  }

  #overlay(density: number): void {
    const canvas = this.#labels;
    [canvas.width, canvas.height] = [Math.round(this.#size.width * density), Math.round(this.#size.height * density)];
    const context = canvas.getContext("2d");
    if (!context) return;
    context.scale(density, density);
    const ink = window.getComputedStyle(this.#box).color;
    const outline = this.#outline();
    if (outline.length > 1) {
      context.beginPath();
      outline.forEach(([left, top], at) => (at === 0 ? context.moveTo(left, top) : context.lineTo(left, top)));
      if (this.state.lasso) context.closePath();
      context.strokeStyle = ink;
      context.setLineDash([5, 4]);
      context.stroke();
      context.setLineDash([]);
    }
    const measure = (text: string, font: string): number => {
      context.font = font;
      return context.measureText(text).width;
    };
    this.#placed = place(this.topics, this.state.camera, this.#size, measure);
    drawLabels(context, this.#placed, ink, this.#paper());
    if (this.#pointed !== undefined) {
      const [left, top] = this.#at(this.#pointed);
      context.beginPath();
      context.arc(left, top, 7, 0, Math.PI * 2);
      context.strokeStyle = ink;
      context.lineWidth = 2;
      context.stroke();
    }
  }

  /** The line as it is drawn, or as it was closed. */
  #outline(): [number, number][] {
    const { lasso } = this.state;
    if (!lasso) return this.#line;
    const corners: [number, number][] = [];
    for (let at = 0; at + 1 < lasso.length; at += 2) corners.push(toScreen(this.state.camera, this.#size, lasso[at]!, lasso[at + 1]!));
    return corners;
  }

  #at(point: number): [number, number] {
    return toScreen(this.state.camera, this.#size, this.#cloud.x[point]! / 65_535, this.#cloud.y[point]! / 65_535);
  }

  #select(): void {
    const { lasso } = this.state;
    if (!lasso) return;
    const count = select(lasso, this.#cloud, this.#marks);
    this.#show(count, `${this.#box.dataset.mapRecords ?? ""}?lasso=${lasso.join(",")}`);
  }

  #show(count: number, href: string): void {
    this.#marking = true;
    this.#renderer.mark(this.#marks);
    const number = new Intl.NumberFormat(document.documentElement.lang).format(count);
    this.#tell(`${number} ${this.words["marked"] ?? ""}`, count > 0 ? href : undefined);
    this.changed();
  }

  #tell(text: string | undefined, href: string | undefined): void {
    const count = this.#box.querySelector("[data-map-marked]");
    if (count) count.textContent = text ?? "";
    const link = this.#box.querySelector<HTMLAnchorElement>("[data-map-result]");
    if (!link) return;
    link.hidden = href === undefined;
    if (href) link.href = href;
  }

  #listen(): void {
    gestures(this.#canvas, {
      pan: (right, down) => {
        pan(this.state.camera, this.#size, right, down);
        this.changed();
      },
      zoom: (left, top, factor) => {
        zoomAt(this.state.camera, this.#size, left, top, factor);
        this.changed();
      },
      reset: () => this.reset(),
      hover: (left, top) => {
        this.#canvas.style.cursor = this.#drawing ? "crosshair" : under(this.#placed, left, top) ? "pointer" : "";
      },
      leave: () => undefined,
      choose: (left, top) => void this.#choose(left, top),
      drawing: () => this.#drawing,
      draw: (points, ended) => this.#trace(points, ended),
    });
  }

  #trace(points: [number, number][], ended: boolean): void {
    this.state.query = "";
    this.state.lasso = undefined;
    this.#line = points;
    if (ended) {
      this.state.lasso = simplify(points.flatMap(([left, top]) => toPlane(this.state.camera, this.#size, left, top)));
      this.#line = [];
      this.#select();
    }
    this.#draw();
  }

  /** Opens the topic whose name was pressed, or shows the record nearest to the place. */
  async #choose(left: number, top: number): Promise<void> {
    const topic = under(this.#placed, left, top);
    if (topic) return window.location.assign(topic.href);
    if (!this.#grid) return;
    const [x, y] = toPlane(this.state.camera, this.#size, left, top);
    this.#pointed = nearest(this.#cloud, this.#grid, x, y, REACH / scale(this.state.camera, this.#size), (at) => this.#isShown(at));
    this.#draw();
    const card = this.#box.querySelector("[data-map-card]");
    if (!card) return;
    if (this.#pointed === undefined) return card.replaceChildren();
    const answer = await fetch(`${this.#box.dataset.mapRecord ?? ""}/${this.#pointed}`);
    if (answer.ok) card.replaceChildren(...cardOf(await answer.json() as Shown));
  }
}

interface Shown {
  title: string;
  href: string;
  venue: string;
  date: string;
  topic: string;
  topic_href: string;
}

function cardOf(record: Shown): HTMLElement[] {
  const link = (href: string, text: string): HTMLElement => {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    return made;
  };
  const line = document.createElement("p");
  line.append([record.venue, record.date].filter(Boolean).join(", "));
  const topic = document.createElement("p");
  if (record.topic) topic.append(link(record.topic_href, record.topic));
  return [link(record.href, record.title), line, topic];
}

