import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { usePageTitle } from '../../ui/page-title.ts';
import { finishSignIn } from './sign-in.ts';
import { Waiting } from './sign-in-page.tsx';

/** Where the provider sends whoever signed in. */
export function SignedInPage() {
  usePageTitle('Signing in');
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string>();
  const started = useRef(false);
  useEffect(() => {
    // The code in the address works once, and effects run twice while one develops.
    if (started.current) return;
    started.current = true;
    finishSignIn(new URL(window.location.href))
      .then((from) => navigate(from, { replace: true }))
      .catch(() => setProblem('That sign-in did not work, or is over.'));
  }, [navigate]);
  return (
    <Waiting
      heading="Signing in"
      problem={problem}
      again={() => void navigate('/sign-in', { replace: true })}
    />
  );
}
