/** Names of topics over the points: as many as fit without touching each other, large topics first. */
import type { Camera, Size } from "./camera";
import { toScreen } from "./camera";

export interface Topic {
  id: string;
  /** 0 for the coarsest topics. */
  level: number;
  label: string;
  /** Records in it. */
  size: number;
  /** Its middle, 0 to 1. */
  x: number;
  y: number;
  /** Which of the eight colours. */
  colour: number;
  /** Place of the topic one level up in the list, or -1. */
  parent: number;
  href: string;
}

export interface Placed {
  topic: Topic;
  left: number;
  top: number;
  width: number;
  height: number;
  font: string;
}

/** Levels appear when their topics have become large enough to be told apart. */
const APPEARS = [0, 1.8, 5];
const GAP = 6;

export function fontOf(level: number): string {
  const [weight, pixels] = level === 0 ? [650, 15] : level === 1 ? [550, 13] : [450, 12];
  return `${weight} ${pixels}px system-ui, sans-serif`;
}

/** Which names are shown, and where. `measure` gives the width of a text in a font. */
export function place(topics: readonly Topic[], camera: Camera, size: Size, measure: (text: string, font: string) => number): Placed[] {
  const candidates = topics.filter((topic) => camera.zoom >= (APPEARS[topic.level] ?? 8));
  candidates.sort((a, b) => a.level - b.level || b.size - a.size || (a.id < b.id ? -1 : 1));
  const placed: Placed[] = [];
  for (const topic of candidates) {
    const [x, y] = toScreen(camera, size, topic.x, topic.y);
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const font = fontOf(topic.level);
    const [width, height] = [measure(topic.label, font), topic.level === 0 ? 20 : 17];
    const box = { topic, left: x - width / 2, top: y - height / 2, width, height, font };
    if (box.left < 0 || box.left + width > size.width) continue;
    if (placed.every((other) => apart(box, other))) placed.push(box);
    if (placed.length >= 60) break;
  }
  return placed;
}

function apart(a: Placed, b: Placed): boolean {
  return a.left > b.left + b.width + GAP || b.left > a.left + a.width + GAP || a.top > b.top + b.height + GAP || b.top > a.top + a.height + GAP;
}

/** The name under a place of the screen. */
export function under(placed: readonly Placed[], left: number, top: number): Topic | undefined {
  return placed.find((box) => left >= box.left && left <= box.left + box.width && top >= box.top && top <= box.top + box.height)?.topic;
}

export function draw(context: CanvasRenderingContext2D, placed: readonly Placed[], ink: string, halo: string): void {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  for (const { topic, left, top, height, font } of placed) {
    context.font = font;
    context.strokeStyle = halo;
    context.strokeText(topic.label, left, top + height / 2);
    context.fillStyle = ink;
    context.fillText(topic.label, left, top + height / 2);
  }
}
