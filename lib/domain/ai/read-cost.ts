import type { RecordedCall } from '../../contracts/ai/cost.ts';

export interface CostPorts {
  readonly calls: { list(tenantId: string, guideId: string): Promise<readonly RecordedCall[]> };
}

export interface GuideCost {
  readonly calls: readonly RecordedCall[];
  /** Of all calls whose end was heard. */
  readonly input: number;
  readonly output: number;
  /** Billionths of a dollar. */
  readonly nanodollars: number;
  /** Calls whose end nobody heard: the tokens that they took at most, and those that the month is charged for them. */
  readonly open: { readonly calls: number; readonly atMost: number; readonly charged: number };
}

/** What was spent on language models for a guide, call by call. */
export async function readCost(
  { calls }: CostPorts,
  { tenantId, guideId }: { readonly tenantId: string; readonly guideId: string },
): Promise<GuideCost> {
  const all = await calls.list(tenantId, guideId);
  const settled = all.flatMap((call) => call.settled ?? []);
  const open = all.filter((call) => !call.settled);
  return {
    calls: all,
    input: sum(settled.map(({ input }) => input)),
    output: sum(settled.map(({ output }) => output)),
    nanodollars: sum(settled.map(({ nanodollars }) => nanodollars)),
    open: {
      calls: open.length,
      atMost: sum(open.map(({ reserved }) => reserved)),
      charged: sum(open.map(({ estimated, reserved }) => estimated ?? reserved)),
    },
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
