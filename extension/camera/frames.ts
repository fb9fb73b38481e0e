import type { Point, Rectangle } from '../../lib/contracts/capture/action.ts';
import type { HiddenKind } from '../../lib/contracts/redaction/policy.ts';
import type { FrameSurvey } from '../messages.ts';

/** A frame of a tab with what it said; `survey` is absent when it did not answer. */
export interface SurveyedFrame {
  readonly frameId: number;
  readonly parentFrameId: number;
  /** Which document the frame showed. */
  readonly documentId?: string | undefined;
  readonly survey?: FrameSurvey | undefined;
}

/** Where a frame's viewport lies in the top one. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const top: Placement = { x: 0, y: 0, scale: 1 };

/** Follows the tokens that parents gave to their children; undefined when a link of the chain is missing. */
export function placeFrame(frames: readonly SurveyedFrame[], frameId: number): Placement | undefined {
  if (frameId === 0) return top;
  const frame = frames.find((candidate) => candidate.frameId === frameId);
  const parent = frames.find((candidate) => candidate.frameId === frame?.parentFrameId);
  const token = frame?.survey?.token;
  const child = token && parent?.survey?.children.find((candidate) => candidate.token === token);
  const base = parent && placeFrame(frames, parent.frameId);
  if (!child || !base) return undefined;
  return {
    x: base.x + child.rect.x * base.scale,
    y: base.y + child.rect.y * base.scale,
    scale: base.scale * child.scale,
  };
}

export const toTop = ({ x, y, scale }: Placement, rect: Rectangle): Rectangle => ({
  x: x + rect.x * scale,
  y: y + rect.y * scale,
  width: rect.width * scale,
  height: rect.height * scale,
});

export const pointToTop = ({ x, y, scale }: Placement, point: Point): Point => ({
  x: x + point.x * scale,
  y: y + point.y * scale,
});

/**
 * Whether a tab may look otherwise than when it was asked before its picture. A frame that answered then and is
 * now too busy to is changing more likely than not: a page that is only being built.
 */
export function haveChanged(before: readonly SurveyedFrame[], after: readonly SurveyedFrame[]): boolean {
  const answered = new Map(
    after.filter(({ survey }) => survey).map(({ frameId, documentId }) => [frameId, { documentId }]),
  );
  const isSame = ({ frameId, documentId }: SurveyedFrame) => {
    const answer = answered.get(frameId);
    return answer !== undefined && answer.documentId === documentId;
  };
  return (
    before.some((frame) => frame.survey && !isSame(frame)) ||
    after.some(({ survey }) => survey?.changed) ||
    after.length !== before.length
  );
}

/**
 * Everything to be made unreadable, in the top viewport. A child frame that did not say what it holds is
 * covered whole: better a picture with a hole than a password in it.
 */
export function collectMasks(frames: readonly SurveyedFrame[]): Rectangle[] {
  const masks: Rectangle[] = [];
  for (const { frameId, survey } of frames) {
    const place = survey && placeFrame(frames, frameId);
    if (!place) continue;
    for (const mask of survey.masks) masks.push(toTop(place, mask));
    for (const child of survey.children) {
      const answered = frames.some(
        (other) => other.parentFrameId === frameId && other.survey?.token === child.token,
      );
      if (!answered) masks.push(toTop(place, child.rect));
    }
  }
  return masks.filter(({ width, height }) => width > 0 && height > 0);
}

/** Of all frames, each once. */
export const collectKinds = (frames: readonly SurveyedFrame[]): HiddenKind[] => [
  ...new Set(frames.flatMap(({ survey }) => survey?.kinds ?? [])),
];
