import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { type Plan, type PlanResponse, planNames, planWords } from '../../../lib/contracts/metering/plan.ts';
import { Failure } from '../../ui/failure.tsx';
import { Section } from '../../ui/section.tsx';
import { useAnnouncement } from '../../ui/use-announcement.tsx';
import { useAccount } from '../account/use-account.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { Owed } from './owed.tsx';
import { Pending } from './pending.tsx';
import { PlanCard } from './plan-card.tsx';
import { amount, quotas, rates } from './plan-words.ts';
import { useReturned } from './returned.tsx';
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
  const returned = useReturned(found);
  const change = (plan: Plan) => {
    returned.forget();
    changing.mutate(plan, {
      onSuccess: (after) =>
        after.pending
          ? say(`${planWords[plan]} begins once it is paid.`)
          : say(`Your company is on ${planWords[after.plan]} now.`, { at: true }),
    });
  };
  return (
    <>
      {returned.line}
      {found.pending && (
        <Pending
          pending={found.pending}
          present={found.plan}
          justAsked={changing.data?.pending?.since === found.pending.since}
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
