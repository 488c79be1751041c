/** Draws the points with WebGL 2, all in one call. Draws only when something has changed. */
import type { Camera, Size } from "./camera";
import { scale } from "./camera";
import type { Cloud } from "./cloud";
import type { Colour } from "./colours";

/** Colours are looked up here by what stands for a point: its topic, year, kind or stage. */
const PALETTE = 4096;
const NO_TOPIC = 65_535;

const VERTICES = `#version 300 es
layout(location = 0) in vec2 place;
layout(location = 1) in uint key;
layout(location = 2) in uint year;
layout(location = 3) in uint marked;
uniform vec2 middle;
uniform vec2 stretch;
uniform float size;
uniform uvec2 years;
uniform bool marks;
uniform sampler2D palette;
out vec4 colour;
void main() {
  gl_Position = vec4((place - middle) * stretch, 0.0, 1.0);
  bool shown = year == 0u || (year >= years.x && year <= years.y);
  bool strong = shown && (!marks || marked == 1u);
  gl_PointSize = strong && marks ? size * 1.4 : size;
  vec3 base = texelFetch(palette, ivec2(int(key % ${PALETTE}u), 0), 0).rgb;
  colour = vec4(base, strong ? 0.8 : shown && marks ? 0.13 : 0.0);
  if (colour.a == 0.0) gl_Position = vec4(2.0, 2.0, 0.0, 1.0);
}`;

const FRAGMENTS = `#version 300 es
precision mediump float;
in vec4 colour;
out vec4 drawn;
void main() {
  float edge = smoothstep(0.5, 0.36, length(gl_PointCoord - 0.5));
  if (edge == 0.0) discard;
  drawn = vec4(colour.rgb, colour.a * edge);
}`;

export interface Look {
  /** What stands for each point in the palette. */
  keys: (cloud: Cloud) => Uint16Array | Uint8Array;
  colour: (key: number) => Colour;
  /** Number of keys. */
  count: number;
}

export interface Scene {
  camera: Camera;
  years: [number, number];
  /** Are only some points meant? */
  marking: boolean;
  /** So many points are drawn, from the first on. */
  most: number;
}

export class Renderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #cloud: Cloud;
  readonly #buffers: Record<"place" | "key" | "year" | "mark", WebGLBuffer>;
  readonly #uniforms: Record<string, WebGLUniformLocation | null> = {};
  #keys: Uint16Array;
  #look: Look | undefined;
  #uploaded = 0;

  /** Throws where the browser has no WebGL 2; the page then shows its table alone. */
  constructor(canvas: HTMLCanvasElement, cloud: Cloud) {
    const gl = canvas.getContext("webgl2", { antialias: false, alpha: true, premultipliedAlpha: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error("no WebGL 2");
    this.#gl = gl;
    this.#cloud = cloud;
    this.#keys = new Uint16Array(cloud.total);
    const program = build(gl);
    gl.useProgram(program);
    for (const name of ["middle", "stretch", "size", "years", "marks"]) this.#uniforms[name] = gl.getUniformLocation(program, name);
    const places = column(gl, 0, cloud.total * 4);
    gl.vertexAttribPointer(0, 2, gl.UNSIGNED_SHORT, true, 0, 0);
    const keys = column(gl, 1, cloud.total * 2);
    gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_SHORT, 0, 0);
    const years = column(gl, 2, cloud.total * 2);
    gl.vertexAttribIPointer(2, 1, gl.UNSIGNED_SHORT, 0, 0);
    const marks = column(gl, 3, cloud.total);
    gl.vertexAttribIPointer(3, 1, gl.UNSIGNED_BYTE, 0, 0);
    this.#buffers = { place: places, key: keys, year: years, mark: marks };
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  /** Hands over the points that were loaded since the last time. */
  grow(): void {
    const [from, to] = [this.#uploaded, this.#cloud.loaded];
    if (from === to) return;
    const places = new Uint16Array((to - from) * 2);
    for (let at = from; at < to; at += 1) {
      places[(at - from) * 2] = this.#cloud.x[at]!;
      places[(at - from) * 2 + 1] = this.#cloud.y[at]!;
    }
    this.#put("place", from * 4, places);
    this.#put("year", from * 2, this.#cloud.year.subarray(from, to));
    this.#uploaded = to;
    if (this.#look) this.#putKeys(this.#look, from);
  }

  /** Colours the points by something else. */
  colour(look: Look): void {
    this.#look = look;
    const texels = new Uint8Array(PALETTE * 4);
    for (let key = 0; key < PALETTE; key += 1) {
      // The last place of the palette is for what is not known.
      const [red, green, blue] = look.colour(key === PALETTE - 1 ? NO_TOPIC : key);
      texels.set([red, green, blue, 255], key * 4);
    }
    const gl = this.#gl;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, PALETTE, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
    this.#putKeys(look, 0);
  }

  /** Which points are meant, 1 for each of them. */
  mark(marks: Uint8Array): void {
    this.#put("mark", 0, marks);
  }

  draw(scene: Scene, size: Size, density: number): void {
    const gl = this.#gl;
    const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
    if (gl.canvas.width !== width || gl.canvas.height !== height) {
      gl.canvas.width = width;
      gl.canvas.height = height;
    }
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (this.#uploaded === 0) return;
    const side = scale(scene.camera, size);
    gl.uniform2f(this.#uniforms["middle"]!, scene.camera.x, scene.camera.y);
    gl.uniform2f(this.#uniforms["stretch"]!, (2 * side) / size.width, (-2 * side) / size.height);
    gl.uniform1f(this.#uniforms["size"]!, pointSize(scene.camera.zoom, this.#cloud.total) * density);
    gl.uniform2ui(this.#uniforms["years"]!, scene.years[0], scene.years[1]);
    gl.uniform1i(this.#uniforms["marks"]!, scene.marking ? 1 : 0);
    gl.drawArrays(gl.POINTS, 0, Math.min(this.#uploaded, scene.most));
  }

  #putKeys(look: Look, from: number): void {
    const keys = look.keys(this.#cloud);
    for (let at = from; at < this.#uploaded; at += 1) {
      const key = keys[at]!;
      this.#keys[at] = key >= look.count ? PALETTE - 1 : key % (PALETTE - 1);
    }
    this.#put("key", from * 2, this.#keys.subarray(from, this.#uploaded));
  }

  #put(name: "place" | "key" | "year" | "mark", at: number, data: ArrayBufferView): void {
    this.#gl.bindBuffer(this.#gl.ARRAY_BUFFER, this.#buffers[name]);
    this.#gl.bufferSubData(this.#gl.ARRAY_BUFFER, at, data as ArrayBufferView<ArrayBuffer>);
  }
}

/** Pixels across a point: many points are small, and grow when they are looked at closely. */
export function pointSize(zoom: number, total: number): number {
  const base = Math.min(6, Math.max(1.4, 520 / Math.sqrt(total + 1)));
  return Math.min(14, base * Math.max(1, zoom) ** 0.45 * 1.15);
}

function column(gl: WebGL2RenderingContext, location: number, bytes: number): WebGLBuffer {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, Math.max(4, bytes), gl.DYNAMIC_DRAW);
  gl.enableVertexAttribArray(location);
  return buffer;
}

function build(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTICES], [gl.FRAGMENT_SHADER, FRAGMENTS]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error("no shader");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader) ?? "shader");
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "program");
  return program;
}
