import { Alert, Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { type Plan, type PlanResponse, planNames } from '../../../lib/contracts/metering/plan.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { moment } from '../../ui/moment.ts';
import { Section } from '../../ui/section.tsx';
import { useAnnouncement } from '../../ui/use-announcement.tsx';
import { useAccount } from '../account/use-account.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { Owed } from './owed.tsx';
import { PlanCard } from './plan-card.tsx';
import { amount, planWords, quotas, rates } from './plan-words.ts';
import { UsageMeter } from './usage-meter.tsx';
import { useChangePlan, usePlan } from './use-plan.ts';

/** The plan, what is used of it, and the other plans. */
export function PlanPage() {
  const found = usePlan();
  return (
    <SettingsPage title="Plan and usage" intro="What your company has room for, and how much of it is used.">
      {found.isPending && <Skeleton height={320} radius="md" role="status" aria-label="Loading the plan" />}
      {!found.data && found.isError && (
        <Failure title="The plan could not be loaded" error={found.error} retry={found.refetch} />
      )}
      {found.data && <PlanView found={found.data} />}
    </SettingsPage>
  );
}

function PlanView({ found }: { found: PlanResponse }) {
  const { may } = useAccount();
  const changing = useChangePlan();
  const { say, line } = useAnnouncement();
  const change = (plan: Plan) =>
    changing.mutate(plan, {
      onSuccess: (after) =>
        say(
          after.pending
            ? `${planWords[plan]} begins once it is paid.`
            : `Your company is on ${planWords[after.plan]} now.`,
          { at: true },
        ),
    });
  return (
    <>
      <Returned waiting={found.pending !== null} plan={found.plan} />
      {found.pending && (
        <Pending
          pending={found.pending}
          present={found.plan}
          busy={changing.isPending}
          {...(may('changePlan') ? { onGiveUp: () => change(found.plan) } : {})}
        />
      )}
      {found.payment && (
        <Owed
          payment={found.payment}
          present={found.plan}
          busy={changing.isPending}
          {...(may('changePlan') ? { onGiveUp: () => change(found.plan) } : {})}
        />
      )}
      <Section title={`Your plan: ${planWords[found.plan]}`}>
        <Stack gap="md">
          {quotas.map(({ words, limit, used }) => (
            <UsageMeter key={words} words={words} used={found.usage[used]} limit={found.limits[limit]} />
          ))}
        </Stack>
        <Text size="sm" c="dimmed">
          {rates.map(({ words, limit }) => `${words}: ${amount(found.limits[limit])}`).join(' · ')}
        </Text>
      </Section>
      <Section
        title="Plans"
        intro={[
          may('changePlan')
            ? 'A larger plan begins once it is paid, a smaller one at once.'
            : 'An owner of your company can change the plan.',
          ...(found.prices ? [] : ['Whoever runs this installation sets the prices.']),
        ].join(' ')}
      >
        {line}
        {changing.isError && <Failure title="The plan could not be changed" error={changing.error} />}
        <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
          {planNames.map((plan) => (
            <PlanCard
              key={plan}
              plan={plan}
              found={found}
              mayChange={may('changePlan')}
              busy={changing.isPending && changing.variables === plan}
              onChoose={() => change(plan)}
            />
          ))}
        </SimpleGrid>
      </Section>
    </>
  );
}

/** Of whoever comes back from the page of the payment provider. */
function Returned({ waiting, plan }: { waiting: boolean; plan: Plan }) {
  const payment = useSearchParams()[0].get('payment');
  if (payment !== 'done' && payment !== 'given-up') return null;
  const words =
    payment === 'given-up'
      ? 'Nothing was paid, and nothing is changed.'
      : waiting
        ? 'Thank you. The plan begins as soon as the payment is confirmed; that takes a moment.'
        : `Thank you. Your company is on ${planWords[plan]} now.`;
  return (
    <Text role="status" fw={600}>
      {words}
    </Text>
  );
}

interface PendingProps {
  readonly pending: NonNullable<PlanResponse['pending']>;
  readonly present: Plan;
  readonly busy: boolean;
  readonly onGiveUp?: () => void;
}

function Pending({ pending: { plan, checkoutUrl, since }, present, busy, onGiveUp }: PendingProps) {
  return (
    <Alert color="pine" variant="light" title={`${planWords[plan]} waits for payment`}>
      <Stack gap="sm">
        <Text size="sm">
          Asked for {moment(since)}. Until it is paid, your company stays on {planWords[present]}.
        </Text>
        <Group gap="sm">
          <Button component="a" href={checkoutUrl} rel="noreferrer">
            Go to the payment
          </Button>
          {onGiveUp && (
            <BusyButton variant="default" busy={busy} onClick={onGiveUp}>
              Stay on {planWords[present]}
            </BusyButton>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
