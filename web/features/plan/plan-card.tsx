import { Badge, Box, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { type Plan, type PlanResponse, plans, planWords } from '../../../lib/contracts/metering/plan.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { InlineQuestion } from '../../ui/inline-question.tsx';
import { useQuestion } from '../../ui/use-question.tsx';
import { amount, costWords, isMore, obstacles, quotas, rates } from './plan-words.ts';

interface Props {
  readonly plan: Plan;
  readonly found: PlanResponse;
  readonly mayChange: boolean;
  readonly busy: boolean;
  readonly onChoose: () => void;
}

export function PlanCard({ plan, found, mayChange, busy, onChoose }: Props) {
  const present = plan === found.plan;
  const more = isMore(plan, found.plan);
  const inTheWay = more ? [] : obstacles(plan, found.usage);
  const name = planWords[plan];
  const { asking, opener, close } = useQuestion({
    label: `Change to ${name}`,
    name: `Change to ${name}`,
    disabled: inTheWay.length > 0,
  });
  const limits = plans[plan];
  const cost = costWords(plan, found.prices);
  return (
    <Paper withBorder radius="md" p="md" component="article" aria-label={name}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between">
          <Title order={3} size="h5">
            {name}
          </Title>
          {present && <Badge variant="filled">Present</Badge>}
        </Group>
        {cost && <Text fw={600}>{cost}</Text>}
        <List size="sm" listStyleType="none" spacing={2}>
          {[...quotas, ...rates].map(({ words, limit }) => (
            <List.Item key={limit}>
              <strong>{amount(limits[limit])}</strong>{' '}
              {words.replace('this month', 'a month').toLowerCase().replace('api', 'API')}
            </List.Item>
          ))}
        </List>
        {!present && mayChange && (
          <Box mt="auto">
            {inTheWay.length > 0 && (
              <Text size="sm" mb="xs" component="div">
                In the way:
                <List size="sm">
                  {inTheWay.map((sentence) => (
                    <List.Item key={sentence}>{sentence}</List.Item>
                  ))}
                </List>
              </Text>
            )}
            {more ? (
              <BusyButton
                fullWidth
                aria-label={`Upgrade to ${name}`}
                busy={busy}
                disabled={found.pending?.plan === plan}
                onClick={onChoose}
              >
                Upgrade
              </BusyButton>
            ) : (
              opener
            )}
            {asking && (
              <InlineQuestion
                question={`Change to ${name}?`}
                yes={`Change to ${name}`}
                no="Leave it as it is"
                busy={busy}
                onYes={() => {
                  onChoose();
                  close();
                }}
                onNo={close}
              >
                The smaller limits hold at once, for everybody and every key.
              </InlineQuestion>
            )}
          </Box>
        )}
      </Stack>
    </Paper>
  );
}
