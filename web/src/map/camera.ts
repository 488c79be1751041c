/** Which part of the plane is seen. The plane is a unit square; zoom 1 shows all of it in the shorter side of the screen. */

export interface Size {
  width: number;
  height: number;
}

export interface Camera {
  /** What is in the middle, 0 to 1. */
  x: number;
  y: number;
  zoom: number;
}

export const FARTHEST = 0.5;
export const NEAREST = 400;

export function home(): Camera {
  return { x: 0.5, y: 0.5, zoom: 0.95 };
}

/** Pixels that the side of the unit square takes. */
export function scale(camera: Camera, size: Size): number {
  return Math.min(size.width, size.height) * camera.zoom;
}

export function toScreen(camera: Camera, size: Size, x: number, y: number): [number, number] {
  const side = scale(camera, size);
  return [(x - camera.x) * side + size.width / 2, (y - camera.y) * side + size.height / 2];
}

export function toPlane(camera: Camera, size: Size, left: number, top: number): [number, number] {
  const side = scale(camera, size);
  return [(left - size.width / 2) / side + camera.x, (top - size.height / 2) / side + camera.y];
}

/** Moves what is seen by so many pixels. The middle stays inside the plane. */
export function pan(camera: Camera, size: Size, right: number, down: number): void {
  const side = scale(camera, size);
  camera.x = inside(camera.x - right / side);
  camera.y = inside(camera.y - down / side);
}

/** Zooms so that what is under a point of the screen stays there. */
export function zoomAt(camera: Camera, size: Size, left: number, top: number, factor: number): void {
  const [x, y] = toPlane(camera, size, left, top);
  camera.zoom = Math.min(NEAREST, Math.max(FARTHEST, camera.zoom * factor));
  const side = scale(camera, size);
  camera.x = inside(x - (left - size.width / 2) / side);
  camera.y = inside(y - (top - size.height / 2) / side);
}

function inside(value: number): number {
  return Math.min(1, Math.max(0, value));
}
