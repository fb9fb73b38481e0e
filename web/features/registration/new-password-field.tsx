import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import { PasswordField } from '../../ui/password-field.tsx';
import classes from './new-password-field.module.css';
import { leastScore, loadEstimator, type Strength } from './password-strength.ts';

interface Props {
  readonly label: string;
  readonly name: string;
  /** What an attacker would try first: e-mail, name, company. */
  readonly known: () => readonly string[];
  readonly wrong: string | undefined;
}

const shortest = 10;

/** A field for a new password that tells how easily it would be guessed, in room kept for it: what is below stays put. */
export function NewPasswordField({ label, name, known, wrong }: Props) {
  const [password, setPassword] = useState('');
  const strength = useStrength(password, known);
  const shown = password ? strength : undefined;
  return (
    <div>
      <PasswordField
        label={label}
        name={name}
        autoComplete="new-password"
        minLength={shortest}
        value={password}
        onFocus={() => void loadEstimator().catch(() => undefined)}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={wrong}
      />
      <div className={classes.meter} data-good={(shown?.score ?? 0) >= leastScore} aria-hidden>
        {[1, 2, 3, 4].map((part) => (
          <div key={part} className={classes.part} data-on={shown && part <= Math.max(1, shown.score)} />
        ))}
      </div>
      <Text size="sm" c="dimmed" mt={6} role="status" className={classes.words}>
        {password.length < shortest
          ? `At least ${shortest} characters. Four or five unusual words make a good one.`
          : strengthWords(strength)}
      </Text>
    </div>
  );
}

/** Nothing while it is not known. */
function strengthWords(strength: Strength | undefined): string {
  if (!strength) return '';
  const { score, advice } = strength;
  if (score > leastScore) return 'Hard to guess.';
  if (score === leastScore) return 'Good enough.';
  return `Too easily guessed. ${advice}`;
}

/** Undefined until it is known; the server judges in any case. */
function useStrength(password: string, known: () => readonly string[]): Strength | undefined {
  const [typed] = useDebouncedValue(password, 200);
  const [strength, setStrength] = useState<Strength>();
  // What else stands in the form is read when it is needed.
  const knownNow = useEffectEvent(() => known().filter(Boolean));
  useEffect(() => {
    if (!typed) return setStrength(undefined);
    let latest = true;
    loadEstimator()
      .then((estimate) => latest && setStrength(estimate(typed, knownNow())))
      .catch(() => latest && setStrength(undefined));
    return () => {
      latest = false;
    };
  }, [typed]);
  return strength;
}
