import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { RetitlePorts } from '../../domain/guides/retitle-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** Executions keep their names for ninety days; more of one version is a defect, or somebody who plays. */
const most = 20;

/**
 * Executions are named after guide and version, so that one that runs is not started twice, whoever asks. One that has
 * ended, without a better version, is followed by the next of its name.
 */
export function retitleWorkflow(
  stateMachineArn: string,
  client: Pick<SFNClient, 'send'> = new SFNClient(clientSettings),
): RetitlePorts['workflow'] {
  const executionArn = (name: string) =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    start: async (input) => {
      for (let number = 1; number <= most; number++) {
        const name = `${input.guideId}-${input.version}-${number}`;
        const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
        if (await started(client.send(command))) return 'running';
        // The same name with another input: of somebody else who asks, or of one that has ended.
        if (await runs(client, executionArn(name))) return 'running';
      }
      return 'exhausted';
    },
  };
}

async function started(start: Promise<unknown>): Promise<boolean> {
  try {
    await start;
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return false;
    throw error;
  }
}

async function runs(client: Pick<SFNClient, 'send'>, executionArn: string): Promise<boolean> {
  const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
  return status === 'RUNNING' || status === 'PENDING_REDRIVE';
}
