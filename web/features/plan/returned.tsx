import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type PlanResponse, planWords } from '../../../lib/contracts/metering/plan.ts';

/** What is said to whoever comes back from the payment provider’s page: once, so the address does not keep it. */
export function useReturned(found: PlanResponse) {
  const [search, setSearch] = useSearchParams();
  const [outcome, setOutcome] = useState(search.get('payment'));
  const stands = search.has('payment');
  useEffect(() => {
    if (!stands) return;
    const without = (now: URLSearchParams) =>
      new URLSearchParams([...now].filter(([name]) => name !== 'payment'));
    setSearch(without, { replace: true, preventScrollReset: true });
  }, [stands, setSearch]);
  const words = wordsFor(outcome, found);
  return {
    forget: () => setOutcome(null),
    line: words && (
      <Text role="status" fw={600}>
        {words}
      </Text>
    ),
  };
}

function wordsFor(outcome: string | null, { pending, payment, plan }: PlanResponse): string | undefined {
  if (outcome === 'given-up') return 'Nothing was paid, and nothing is changed.';
  if (outcome !== 'done') return undefined;
  if (pending) return 'Thank you. The plan begins as soon as the payment is confirmed; that takes a moment.';
  const isPaid = plan !== 'STARTER' && !payment;
  return isPaid ? `Thank you. Your company is on ${planWords[plan]} now.` : undefined;
}
