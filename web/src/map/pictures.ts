/** The map as a picture, to be put into a report: PNG of what is on the screen, SVG with every point as a circle. */
import type { Camera, Size } from "./camera";
import { scale, toScreen } from "./camera";
import type { Cloud } from "./cloud";
import type { Colour } from "./colours";
import { css } from "./colours";
import type { Placed } from "./labels";

export interface Caption {
  title: string;
  source: string;
}

export function savePng(points: HTMLCanvasElement, labels: HTMLCanvasElement, caption: Caption, ink: string, paper: string): void {
  const picture = document.createElement("canvas");
  const foot = Math.round(56 * (points.width / Math.max(1, points.clientWidth)));
  picture.width = points.width;
  picture.height = points.height + foot;
  const context = picture.getContext("2d");
  if (!context) return;
  context.fillStyle = paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(points, 0, 0);
  context.drawImage(labels, 0, 0);
  context.fillStyle = ink;
  const line = foot / 4;
  context.font = `600 ${Math.round(line * 1.1)}px system-ui, sans-serif`;
  context.fillText(caption.title, line, points.height + line * 1.5);
  context.font = `${Math.round(line * 0.85)}px system-ui, sans-serif`;
  context.fillText(caption.source, line, points.height + line * 3);
  picture.toBlob((blob) => blob && save(blob, "map.png"), "image/png");
}

export function saveSvg(cloud: Cloud, camera: Camera, size: Size, radius: number, colour: (at: number) => Colour | undefined, placed: readonly Placed[], caption: Caption, ink: string, paper: string): void {
  const groups = new Map<string, string[]>();
  for (let at = 0; at < cloud.loaded; at += 1) {
    const [x, y] = toScreen(camera, size, cloud.x[at]! / 65_535, cloud.y[at]! / 65_535);
    const of = colour(at);
    if (!of || x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const key = css(of);
    const group = groups.get(key) ?? [];
    // A stroke of no length with round ends is a dot, and shorter than a circle.
    group.push(`M${x.toFixed(1)} ${y.toFixed(1)}h0`);
    groups.set(key, group);
  }
  const dots = [...groups].map(([key, group]) => `<path d="${group.join("")}" stroke="${key}"/>`).join("\n");
  const names = placed.map(({ topic, left, top, height, font }) => `<text x="${left.toFixed(1)}" y="${(top + height * 0.75).toFixed(1)}" style="font:${escape(font)}">${escape(topic.label)}</text>`).join("\n");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height + 48}" viewBox="0 0 ${size.width} ${size.height + 48}">
<title>${escape(caption.title)}</title><desc>${escape(caption.source)}</desc>
<rect width="100%" height="100%" fill="${paper}"/>
<g fill="none" stroke-linecap="round" stroke-width="${(radius * 2).toFixed(1)}" stroke-opacity="0.75">
${dots}
</g>
<g fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke" stroke-linejoin="round">
${names}
</g>
<g fill="${ink}" font-family="system-ui, sans-serif"><text x="12" y="${size.height + 18}" font-size="14" font-weight="600">${escape(caption.title)}</text><text x="12" y="${size.height + 38}" font-size="11">${escape(caption.source)}</text></g>
</svg>`;
  save(new Blob([svg], { type: "image/svg+xml" }), `map-${Math.round(scale(camera, size))}.svg`);
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter] ?? letter);
}
