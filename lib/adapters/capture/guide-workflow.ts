import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { GuideWorkflow } from '../../domain/capture/finalize-recording.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** Executions are named after their recording, so that there is one. */
export function guideWorkflow(
  stateMachineArn: string,
  client = new SFNClient(clientSettings),
): GuideWorkflow {
  return {
    async start(input) {
      try {
        const { executionArn } = await client.send(
          new StartExecutionCommand({
            stateMachineArn,
            name: input.recordingId,
            input: JSON.stringify(input),
          }),
        );
        if (!executionArn) throw new Error('Step Functions gave no execution');
        return executionArn;
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ExecutionAlreadyExists') throw error;
        return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${input.recordingId}`;
      }
    },
  };
}
