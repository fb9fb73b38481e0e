import type { Draft, DraftStep, StepImage } from '../../lib/contracts/guides/draft.ts';

export const tenantId = 'tnt_00000000000000000000000001';
export const userId = 'usr_00000000000000000000000001';
export const guideId = 'gde_00000000000000000000000001';
export const recordingId = 'rec_00000000000000000000000001';

/** Pictures as process-screenshot would name them; 1280 × 800 with a target in the middle. */
export function stepImage(stepId: string, hash = '0123456789abcdef'): StepImage {
  const key = (size: string) => `${tenantId}/${guideId}/${stepId}/${size}.${hash}.webp`;
  return {
    full: { key: key('full'), width: 1280, height: 800 },
    reading: { key: key('reading'), width: 1200, height: 600 },
    thumb: { key: key('thumb'), width: 360, height: 180 },
    crop: { x: 400, y: 200, width: 800, height: 400 },
    target: { x: 540, y: 285, width: 120, height: 30 },
  };
}

export function draftStep(index: number, changes: Partial<DraftStep> = {}): DraftStep {
  const id = `stp_${index}`;
  return {
    id,
    kind: 'click',
    title: `Click **Button ${index}**`,
    page: { url: 'https://shop.example/products', title: 'Products' },
    tab: 1,
    at: 1_700_000_000_000 + index * 1000,
    target: {
      role: 'button',
      name: `Button ${index}`,
      nameSource: 'content',
      tag: 'button',
      surroundings: [],
      selectors: [[`aria/Button ${index}`], [`#button-${index}`]],
    },
    screenshot: {
      id: `sht_${String(index).padStart(12, '0')}`,
      width: 1280,
      height: 800,
      scale: 1,
      target: { x: 760, y: 390, width: 80, height: 20 },
      masks: [],
      state: 'before',
    },
    actions: { first: index, last: index },
    image: stepImage(id),
    ...changes,
  };
}

export function guideDraft(changes: Partial<Draft> = {}): Draft {
  return {
    schema: 1,
    guideId,
    tenantId,
    recordingId,
    createdBy: 'usr_00000000000000000000000001',
    title: 'Order a product in **Acme Shop**',
    description: 'How to find a product, put it into the cart and check out.',
    url: 'https://shop.example/products',
    visibility: 'private',
    missing: [],
    steps: [0, 1, 2].map((index) => draftStep(index)),
    ...changes,
  };
}
