import { Anchor, Stack, Title } from '@mantine/core';
import { Link } from 'react-router';
import { RequestRefused } from '../api/request.ts';
import { Failure } from './failure.tsx';

interface Props {
  /** What the page would have been about. */
  readonly heading: string;
  readonly title: string;
  readonly error: unknown;
  readonly retry: () => unknown;
}

/** Stands where a page would, when the thing that it is about could not be loaded. */
export function PageFailure({ heading, title, error, retry }: Props) {
  const gone = error instanceof RequestRefused && error.status === 404;
  return (
    <Stack gap="md">
      <Title order={1}>{heading}</Title>
      <Failure title={title} error={error} {...(gone ? {} : { retry })} />
      <Anchor component={Link} to="/" w="fit-content">
        To the guides
      </Anchor>
    </Stack>
  );
}
