import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { titleText } from '../../../lib/contracts/compose/title.ts';
import { type ListGuidesResponse, listGuidesResponse } from '../../../lib/contracts/guides/guide.ts';
import { request } from '../../api/request.ts';
import { useMembers } from '../members/use-members.ts';
import type { Question } from './question.ts';

interface Props {
  readonly question: Question;
  readonly onChange: (part: Partial<Question>) => void;
}

/** Which guide the dry run is about. */
export function ResourceFields({ question, onChange }: Props) {
  const members = useMembers();
  const guides = useQuery({
    queryKey: ['guides', 'choices'],
    queryFn: () => request<ListGuidesResponse>('/v1/guides', { answer: listGuidesResponse }),
  });
  const known = (guides.data?.guides ?? []).map(({ id, title }) => ({ value: id, label: titleText(title) }));
  const thought = question.resource === 'plain' || question.resource === 'sensitive';
  return (
    <>
      <NativeSelect
        label="Of"
        value={question.resource}
        data={[
          { value: 'plain', label: 'Any guide' },
          { value: 'sensitive', label: 'Any sensitive guide' },
          ...(known.length > 0 ? [{ group: 'Guides', items: known }] : []),
        ]}
        onChange={(event) => onChange({ resource: event.currentTarget.value })}
      />
      {thought && (
        <NativeSelect
          label="Made by"
          value={question.author}
          data={[
            { value: '', label: 'Somebody else' },
            ...(members.data?.members ?? []).map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
          onChange={(event) => onChange({ author: event.currentTarget.value })}
        />
      )}
    </>
  );
}
