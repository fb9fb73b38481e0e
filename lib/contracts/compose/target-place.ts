import type { ScreenshotReference } from '../capture/action.ts';

/** The part of a picture that the target takes, as CSS lengths in percent of the picture's sides. */
export interface TargetPlace {
  readonly left: string;
  readonly top: string;
  readonly width: string;
  readonly height: string;
}

/** Where to mark the target on the picture, whatever size it is shown in. What lies outside the picture is cut off. */
export function targetPlace(screenshot: ScreenshotReference | undefined): TargetPlace | undefined {
  if (!screenshot?.target) return undefined;
  const { target, width, height, scale } = screenshot;
  const across = part(target.x * scale, target.width * scale, width);
  const down = part(target.y * scale, target.height * scale, height);
  if (!across || !down) return undefined;
  return { left: across.from, top: down.from, width: across.length, height: down.length };
}

function part(from: number, length: number, whole: number): { from: string; length: string } | undefined {
  const start = Math.max(0, from);
  const end = Math.min(whole, from + length);
  const percent = (pixels: number) => `${(pixels / whole) * 100}%`;
  return end <= start ? undefined : { from: percent(start), length: percent(end - start) };
}
