/** Colours of points: eight for topics and kinds that colour-blind people can tell apart, steps for stages, a ramp for years. */

/** What colour stands for. */
export type Meaning = "topic" | "year" | "stage" | "kind";
export const MEANINGS: readonly Meaning[] = ["topic", "year", "stage", "kind"];

export type Colour = readonly [number, number, number];

/** After Okabe and Ito (2008), darkened for light pages where a colour has too little contrast, lightened for dark ones. */
const EIGHT: Record<"light" | "dark", readonly Colour[]> = {
  light: [[0, 100, 160], [196, 84, 0], [0, 128, 94], [170, 92, 140], [150, 112, 0], [52, 140, 190], [96, 76, 160], [92, 92, 92]],
  dark: [[86, 160, 220], [240, 144, 60], [60, 190, 150], [220, 150, 195], [220, 190, 70], [130, 200, 240], [170, 150, 235], [185, 185, 185]],
};
/** From the laboratory to practice. */
const STAGES: Record<"light" | "dark", readonly Colour[]> = {
  light: [[68, 40, 110], [58, 82, 139], [33, 125, 128], [70, 150, 70], [190, 140, 0]],
  dark: [[150, 120, 220], [110, 150, 220], [70, 180, 180], [120, 205, 110], [245, 215, 80]],
};
/** Early, middle and late years. */
const RAMP: Record<"light" | "dark", readonly [Colour, Colour, Colour]> = {
  light: [[150, 170, 200], [45, 110, 150], [150, 30, 70]],
  dark: [[70, 90, 120], [80, 160, 200], [255, 150, 170]],
};
export const UNKNOWN: Colour = [140, 140, 140];

export function isDark(): boolean {
  return window.getComputedStyle(document.documentElement).colorScheme === "dark"
    || (document.documentElement.dataset.bsTheme !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
}

export function theme(): "light" | "dark" {
  return isDark() ? "dark" : "light";
}

/** One of eight, the same for the same number. */
export function ofEight(number: number): Colour {
  const colours = EIGHT[theme()];
  return colours[((number % 8) + 8) % 8] ?? UNKNOWN;
}

export function ofStage(stage: number): Colour {
  return STAGES[theme()][stage] ?? UNKNOWN;
}

/** The colour of a year that lies at `share`, 0 to 1, of the years shown. */
export function ofYear(share: number): Colour {
  const [early, middle, late] = RAMP[theme()];
  return share < 0.5 ? between(early, middle, share * 2) : between(middle, late, share * 2 - 1);
}

export function css([red, green, blue]: Colour): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
}

function between(a: Colour, b: Colour, share: number): Colour {
  const mix = (at: 0 | 1 | 2): number => a[at] + (b[at] - a[at]) * Math.min(1, Math.max(0, share));
  return [mix(0), mix(1), mix(2)];
}
