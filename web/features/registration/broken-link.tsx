import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Entrance } from '../../ui/entrance.tsx';

interface Props {
  readonly again?: { readonly to: string; readonly label: string };
  /** What came of it, where it is known that it was used. */
  readonly used?: string | undefined;
}

export function BrokenLink({ again, used }: Props) {
  return (
    <Entrance
      heading={used ? 'This link was used already' : 'This link does not work any more'}
      intro={
        used ??
        'It was used already, it is too old, or a part of it is missing. Open it from the mail once more, or ask for a new one.'
      }
      ways={[{ to: '/sign-in', label: 'Sign in' }]}
    >
      {again && (
        <Button component={Link} to={again.to} size="md">
          {again.label}
        </Button>
      )}
    </Entrance>
  );
}
