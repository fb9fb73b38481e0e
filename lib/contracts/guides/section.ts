import * as z from 'zod/mini';

/** A part of a guide, from its first step up to the next part’s. */
export const section = z.object({ title: z.string(), firstStep: z.string() });
export type Section = z.infer<typeof section>;

/** The steps in their parts, in order; what stands before the first part has no title. */
export function inSections<Step extends { readonly id: string }>(
  steps: readonly Step[],
  sections: readonly Section[] = [],
): { readonly title?: string; readonly steps: Step[]; readonly from: number }[] {
  const titles = new Map(sections.map(({ firstStep, title }) => [firstStep, title]));
  const parts: { title?: string; steps: Step[]; from: number }[] = [];
  for (const [place, step] of steps.entries()) {
    const title = titles.get(step.id);
    if (title !== undefined) parts.push({ title, steps: [step], from: place });
    else if (parts.length === 0) parts.push({ steps: [step], from: place });
    else parts.at(-1)?.steps.push(step);
  }
  return parts;
}
