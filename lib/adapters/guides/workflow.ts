import { DescribeExecutionCommand, RedriveExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { GuideWorkflow } from '../../domain/guides/redrive-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const sfn = new SFNClient(clientSettings);
const gone = new Set(['ExecutionDoesNotExist', 'ExecutionNotRedrivable']);

/** The guide workflow's executions in Step Functions. */
export function guideWorkflow(): GuideWorkflow {
  return {
    redrive: async (executionArn) => {
      try {
        const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
        if (status === 'RUNNING') return 'running';
        if (status === 'SUCCEEDED') return 'succeeded';
        await sfn.send(new RedriveExecutionCommand({ executionArn }));
        return 'redriven';
      } catch (error) {
        if (error instanceof Error && gone.has(error.name)) return 'gone';
        throw error;
      }
    },
  };
}
