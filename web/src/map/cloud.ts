/** The points of a landscape as columns, loaded part after part: any first part is an even sample of the whole. */

/** Bytes of one point in the file: x, y, topic and year in two bytes each, kind and stage in one. */
const POINT_BYTES = 10;
/** Points in one request. */
const PART = 50_000;

export interface Cloud {
  /** How many points there will be. */
  readonly total: number;
  /** How many are there. */
  loaded: number;
  /** Places, 0 to 65,535 from left to right and from top to bottom. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  /** Place of the finest topic in the list of topics; 65,535 for none. */
  readonly topic: Uint16Array;
  /** Year of publication; 0 where it is not known. */
  readonly year: Uint16Array;
  readonly kind: Uint8Array;
  /** How far from the patient, 0 (laboratory) to 4 (practice); 255 where it is not known. */
  readonly stage: Uint8Array;
}

export function emptyCloud(total: number): Cloud {
  const wide = (): Uint16Array => new Uint16Array(total);
  const narrow = (): Uint8Array => new Uint8Array(total);
  return { total, loaded: 0, x: wide(), y: wide(), topic: wide(), year: wide(), kind: narrow(), stage: narrow() };
}

/** Puts one part behind what is loaded; the columns of a part follow each other. Returns how many points it had. */
export function append(cloud: Cloud, part: ArrayBuffer): number {
  const count = Math.min(Math.floor(part.byteLength / POINT_BYTES), cloud.total - cloud.loaded);
  const rows = part.byteLength / POINT_BYTES;
  const at = cloud.loaded;
  const view = new DataView(part);
  const wide = (into: Uint16Array, column: number): void => {
    for (let row = 0; row < count; row += 1) into[at + row] = view.getUint16((column * rows + row) * 2, true);
  };
  wide(cloud.x, 0);
  wide(cloud.y, 1);
  wide(cloud.topic, 2);
  wide(cloud.year, 3);
  cloud.kind.set(new Uint8Array(part, 8 * rows, count), at);
  cloud.stage.set(new Uint8Array(part, 9 * rows, count), at);
  cloud.loaded += count;
  return count;
}

/** Loads all points; `grown` is told after each part. */
export async function load(cloud: Cloud, address: string, grown: () => void, stop: AbortSignal): Promise<void> {
  while (cloud.loaded < cloud.total) {
    const url = new URL(address, window.location.href);
    url.searchParams.set("from", String(cloud.loaded));
    url.searchParams.set("count", String(PART));
    const answer = await fetch(url, { signal: stop });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const added = append(cloud, await answer.arrayBuffer());
    if (added === 0) return;
    grown();
  }
}

/** First and last known year of the points that are loaded, or undefined. */
export function years(cloud: Cloud): [number, number] | undefined {
  let [first, last] = [Infinity, 0];
  for (let at = 0; at < cloud.loaded; at += 1) {
    const year = cloud.year[at] ?? 0;
    if (year === 0) continue;
    if (year < first) first = year;
    if (year > last) last = year;
  }
  return last === 0 ? undefined : [first, last];
}
