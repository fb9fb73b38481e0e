import { expect, test } from 'vitest';
import { draftStep, guideDraft } from '../../../../test/fakes/guide-draft.ts';
import { field } from '../../../../test/fixtures/traces/trace.ts';
import { titleDraft } from '../title-draft.ts';
import { english, type GuidePhrases } from './guide-phrases.ts';

const norwegian: GuidePhrases = {
  ...english,
  title: { ...english.title, search: 'Søk etter «{value}»', empty: 'Tomt opptak' },
  description: {
    ...english.description,
    fromTo: 'Begynn på {first}{ofSite} og avslutt på {last}.',
    page: 'siden «{it}»',
    needs: 'Du trenger {names}.',
    password: 'passordet ditt',
  },
  repetitions: ['en gang til'],
};

test('a guide is told in another language by its table alone', () => {
  const page = (title: string) => ({ page: { url: `https://docs.internal/${title}`, title } });
  const secret = field('Passord', { sensitivity: 'password' });
  const search = field('Search', { role: 'searchbox' });
  const steps = [
    draftStep(0, { ...page('Start'), kind: 'type', target: secret, value: { masked: true } }),
    draftStep(1, { ...page('Start'), title: 'Klikk på **A**' }),
    draftStep(2, { ...page('Start'), title: 'Klikk på **A**' }),
    draftStep(3, { ...page('Funn'), kind: 'type', target: search, value: { text: 'kjele', masked: false } }),
  ];
  const titled = titleDraft(guideDraft({ title: '', description: '', steps }), norwegian);
  expect(titled.title).toContain('Søk etter «kjele»');
  expect(titled.description).toBe(
    'Begynn på siden «Start» og avslutt på siden «Funn». Du trenger passordet ditt.',
  );
  expect(titled.steps[2]?.title).toBe('Klikk på **A** en gang til');
  expect(titleDraft(guideDraft({ title: '', steps: [] }), norwegian).title).toBe('Tomt opptak');
});
