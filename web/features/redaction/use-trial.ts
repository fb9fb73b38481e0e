import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RedactionRules } from '../../../lib/contracts/redaction/policy.ts';
import {
  type TryRedactionPolicyResponse,
  tryRedactionPolicyResponse,
} from '../../../lib/contracts/redaction/policy-requests.ts';
import { RequestRefused, request } from '../../api/request.ts';
import { neverRead } from './never-read.ts';
import { type RuleFault, ruleFaults } from './rule-faults.ts';

export interface Trial {
  readonly text: string;
  readonly url: string;
  readonly label: string;
}

/** How long nobody types before the server is asked, in milliseconds. */
const pause = 400;

const isSecret = ({ label }: Trial) => neverRead(label)?.whole === true;

/** What of a text would be hidden by rules that are not saved yet, as soon as nobody types. */
export function useTrial(trial: Trial, rules: RedactionRules) {
  const [asked] = useDebouncedValue(JSON.stringify({ trial, rules }), pause);
  const found = useQuery({
    queryKey: ['redaction-trial', asked],
    queryFn: () => ask(JSON.parse(asked)),
    // A password is not even sent.
    enabled: !isSecret(trial) && !isSecret(JSON.parse(asked).trial),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    // Whatever is tried may be somebody's: it is forgotten with the page.
    gcTime: 0,
    retry: false,
  });
  return { ...found, faults: faultsOf(found.error) };
}

export type Tried = TryRedactionPolicyResponse & { readonly text: string };

async function ask({ trial, rules }: { trial: Trial; rules: RedactionRules }): Promise<Tried> {
  const { text, url, label } = trial;
  const answer = await request<TryRedactionPolicyResponse>('/v1/redaction-policy/try', {
    method: 'POST',
    body: {
      text,
      rules,
      ...(url.trim() && { url: url.trim() }),
      ...(label.trim() && { label: label.trim() }),
    },
    answer: tryRedactionPolicyResponse,
  });
  return { ...answer, text };
}

function faultsOf(error: Error | null): readonly RuleFault[] {
  return error instanceof RequestRefused && error.reason === 'invalid-rules'
    ? ruleFaults(error.problem?.errors ?? [])
    : [];
}
