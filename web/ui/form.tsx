import { Stack, Text } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { RequestRefused } from '../api/request.ts';
import { Failure } from './failure.tsx';

/** What stands in the fields, by their names. */
export type Fields = Readonly<Record<string, string>>;

interface Props {
  readonly label: string;
  /** What is sent when the form is. */
  readonly sending: UseMutationResult<unknown, Error, Fields>;
  /** Heading of a refusal that is about no field. */
  readonly failure: string;
  /** The field that a refusal is about, by the refusal's name, where the server names none. */
  readonly places?: Readonly<Record<string, string>>;
  /** Said once it was sent. */
  readonly done?: string;
  readonly children: (wrong: (field: string) => string | undefined) => ReactNode;
}

/** A form that reads its fields when it is sent; a refusal is shown where it belongs, and the keyboard goes there. */
export function Form({ label, sending, failure, places = {}, done, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsOf(sending.error, places);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending.isPending) return;
    const entries = [...new FormData(event.currentTarget)];
    sending.mutate(
      Object.fromEntries(
        entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ),
    );
  };
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!sending.error) return;
    const place = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? alert.current;
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: 'center' });
  }, [sending.error]);
  const placed = Object.keys(faults).some((name) => form.current?.elements.namedItem(name));
  return (
    <form ref={form} aria-label={label} onSubmit={submit}>
      <Stack gap="md">
        {children((field) => faults[field])}
        {sending.isError && !placed && (
          <div ref={alert} tabIndex={-1}>
            <Failure title={failure} error={sending.error} />
          </div>
        )}
        {done && (
          <Text size="sm" role="status">
            {sending.isSuccess ? done : ''}
          </Text>
        )}
      </Stack>
    </form>
  );
}

/** What was wrong, by the field's name. A password is told about in our own words. */
function faultsOf(
  error: Error | null,
  places: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!(error instanceof RequestRefused)) return {};
  const place = places[error.reason ?? ''];
  if (place) return { [place]: error.message };
  const own = error.reason === 'invalid-request' ? undefined : error.message;
  return Object.fromEntries(
    (error.problem?.errors ?? []).map(({ pointer, message }) => [pointer.slice(1), own ?? message]),
  );
}
