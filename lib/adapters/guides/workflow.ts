import { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { GuideWorkflow } from '../../domain/guides/redrive-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** The guide workflow's executions in Step Functions. */
export function guideWorkflow(sfn: Pick<SFNClient, 'send'> = new SFNClient(clientSettings)): GuideWorkflow {
  return {
    redrive: async (executionArn) => {
      try {
        const before = await describe(sfn, executionArn);
        const redriven = before.status === 'broken' && (await redrive(sfn, executionArn));
        const { status, redrives } = before.status === 'broken' ? await describe(sfn, executionArn) : before;
        // It may have ended again by now: as what, its own event tells. And what is described may be of before.
        if (redriven) return { state: 'running', redrives: Math.max(before.redrives + 1, redrives) };
        if (status === 'running') return { state: 'running', redrives };
        return { state: status === 'succeeded' ? 'succeeded' : 'gone' };
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return { state: 'gone' };
        throw error;
      }
    },
  };
}

async function describe(sfn: Pick<SFNClient, 'send'>, executionArn: string) {
  const { status, redriveCount = 0 } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const known = status === 'RUNNING' ? 'running' : status === 'SUCCEEDED' ? 'succeeded' : 'broken';
  return { status: known, redrives: redriveCount } as const;
}

/** False where it is refused: too old, or redriven by somebody else at the same moment. */
async function redrive(sfn: Pick<SFNClient, 'send'>, executionArn: string): Promise<boolean> {
  try {
    await sfn.send(new RedriveExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionNotRedrivable') return false;
    throw error;
  }
}
