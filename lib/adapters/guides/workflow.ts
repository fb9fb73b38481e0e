import { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { GuideWorkflow } from '../../domain/guides/redrive-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const sfn = new SFNClient(clientSettings);

/** The guide workflow's executions in Step Functions. */
export function guideWorkflow(): GuideWorkflow {
  return {
    redrive: async (executionArn) => {
      try {
        const before = await describe(executionArn);
        const refused = before.status !== 'broken' || !(await redrive(executionArn));
        const { status, redrives } = before.status === 'broken' ? await describe(executionArn) : before;
        // Redriven now, it may have ended again by now: as what, its own event tells.
        if (!refused || status === 'running') return { state: 'running', redrives };
        return { state: status === 'succeeded' ? 'succeeded' : 'gone' };
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return { state: 'gone' };
        throw error;
      }
    },
  };
}

async function describe(executionArn: string) {
  const { status, redriveCount = 0 } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const known = status === 'RUNNING' ? 'running' : status === 'SUCCEEDED' ? 'succeeded' : 'broken';
  return { status: known, redrives: redriveCount } as const;
}

/** False where it is refused: too old, or redriven by somebody else at the same moment. */
async function redrive(executionArn: string): Promise<boolean> {
  try {
    await sfn.send(new RedriveExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionNotRedrivable') return false;
    throw error;
  }
}
