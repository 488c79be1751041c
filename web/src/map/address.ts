/** What is seen, kept in the link of the page, so that it can be sent to somebody. */
import type { Camera } from "./camera";
import { FARTHEST, NEAREST, home } from "./camera";
import type { Meaning } from "./colours";
import { MEANINGS } from "./colours";
import type { Polygon } from "./lasso";

export interface State {
  camera: Camera;
  meaning: Meaning;
  years: [number, number] | undefined;
  query: string;
  lasso: Polygon | undefined;
}

export function read(search: string): State {
  const params = new URLSearchParams(search);
  const number = (name: string, usual: number, from: number, to: number): number => {
    const value = Number.parseFloat(params.get(name) ?? "");
    return Number.isFinite(value) ? Math.min(to, Math.max(from, value)) : usual;
  };
  const start = home();
  const [first, last] = [number("from", 0, 0, 9999), number("to", 0, 0, 9999)];
  const corners = (params.get("lasso") ?? "").split(",").map(Number);
  const meaning = MEANINGS.find((one) => one === params.get("colour")) ?? "topic";
  return {
    camera: { x: number("x", start.x, 0, 1), y: number("y", start.y, 0, 1), zoom: number("zoom", start.zoom, FARTHEST, NEAREST) },
    meaning,
    years: first > 0 || last > 0 ? [first, last === 0 ? 9999 : last] : undefined,
    query: params.get("q") ?? "",
    lasso: corners.length >= 6 && corners.length % 2 === 0 && corners.every(Number.isFinite) ? corners : undefined,
  };
}

export function write(state: State): string {
  const params = new URLSearchParams();
  const start = home();
  const put = (name: string, value: number, usual: number, digits: number): void => {
    if (Math.abs(value - usual) > 10 ** -digits / 2) params.set(name, value.toFixed(digits));
  };
  put("x", state.camera.x, start.x, 4);
  put("y", state.camera.y, start.y, 4);
  put("zoom", state.camera.zoom, start.zoom, 2);
  if (state.meaning !== "topic") params.set("colour", state.meaning);
  if (state.years) {
    params.set("from", String(state.years[0]));
    params.set("to", String(state.years[1]));
  }
  if (state.query) params.set("q", state.query);
  if (state.lasso) params.set("lasso", state.lasso.join(","));
  const text = params.toString();
  return text ? `?${text}` : window.location.pathname;
}
