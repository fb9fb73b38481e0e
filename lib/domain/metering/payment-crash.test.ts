import { describe, expect, test } from 'vitest';
import { type FakePlans, fakePlans, paying, planTime } from '../../../test/fakes/plans.ts';
import { changePlan } from './change-plan.ts';
import { receivePayment } from './receive-payment.ts';
import { settlePlans } from './settle-plans.ts';

type Ports = FakePlans['ports'];
type When = 'before' | 'after';

class Died extends Error {}

/** The same ports, of whoever dies at the nth thing that is asked of them: before it is done, or right after. */
function dyingAt(ports: Ports, nth: number, when: When) {
  let asked = 0;
  const dying = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const found = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return async (...args: unknown[]) => {
          const step = ++asked;
          if (asked > nth || (step === nth && when === 'before')) throw new Died();
          const answer = await found.apply(target, args);
          if (asked >= nth) throw new Died();
          return answer;
        };
      },
    });
  const { plans, unsettled, people, bus, mails } = ports;
  return {
    ports: {
      ...ports,
      ...{ plans: dying(plans), unsettled: dying(unsettled), people: dying(people) },
      ...{ bus: dying(bus), mails: dying(mails) },
      payments: async () => {
        const payments = await ports.payments();
        return payments && dying(payments);
      },
      later: () => {},
    },
    died: () => asked >= nth,
  };
}

/** Does it, dying at each step in turn, then what comes after by itself; gives what is left undone then. */
async function crashEverywhere(
  begin: (ports: Ports) => Promise<unknown>,
  afterwards: (fakes: FakePlans) => Promise<unknown>,
  initial = paying('PROFESSIONAL', 'sub_0'),
) {
  let steps = 0;
  const [running, untold]: [string[], string[]] = [[], []];
  for (const when of ['before', 'after'] as const)
    for (let step = 1; ; step++) {
      const fakes = fakePlans(initial);
      fakes.state.running.add('sub_1');
      const { ports, died } = dyingAt(fakes.ports, step, when);
      await begin(ports).catch((error) => {
        if (!(error instanceof Died)) throw error;
      });
      fakes.state.now += 61_000;
      await afterwards(fakes);
      const { standing, plan } = fakes.state.tenant;
      if ((fakes.state.told.at(-1)?.after ?? initial.plan) !== plan) untold.push(plan);
      running.push(...[...fakes.state.running].filter((id) => id !== standing.subscription));
      steps++;
      if (!died()) break;
    }
  return { steps, running, untold };
}

const nothing = { running: [], untold: [] };

const replacing = JSON.stringify({
  ...{ kind: 'paid', id: 'evt_1', tenantId: 'tnt_1', plan: 'ENTERPRISE' },
  ...{ checkout: 'cs_1', subscription: 'sub_1', at: planTime / 1_000 },
});
const pay = (ports: Ports) => receivePayment(ports, replacing, 'good');
const quit = (ports: Ports) => changePlan(ports, { userId: 'usr_1', tenantId: 'tnt_1' }, 'STARTER');
const schedule = ({ ports }: FakePlans) => settlePlans(ports);

describe('whoever dies at any step while a payment replaces a subscription', () => {
  test('leaves none running beside the present one, once the event came again', async () => {
    const { steps, ...left } = await crashEverywhere(pay, ({ ports }) => pay(ports));
    expect(steps).toBeGreaterThan(20);
    expect(left).toEqual(nothing);
  });

  test('leaves none, if only the change was written: the schedule goes on with it', async () => {
    const died = async (fakes: FakePlans) => {
      await schedule(fakes);
      // What died before the write is told by the provider again, which was not answered.
      if (fakes.state.tenant.plan === 'PROFESSIONAL') await pay(fakes.ports);
    };
    expect(await crashEverywhere(pay, died)).toMatchObject(nothing);
  });

  test('control: without the event again and without the schedule some run on', async () => {
    const { running, untold } = await crashEverywhere(pay, async () => {});
    expect(Math.min(running.length, untold.length)).toBeGreaterThan(0);
  });
});

describe('whoever dies at any step while somebody stops paying', () => {
  const only = (fakes: FakePlans) => {
    fakes.state.running.delete('sub_1');
    return schedule(fakes);
  };

  test('leaves no subscription running that pays for nothing', async () => {
    const { steps, ...left } = await crashEverywhere(quit, only);
    expect(steps).toBeGreaterThan(20);
    expect(left).toEqual(nothing);
  });

  test('control: were it not noted before the change, some would run on', async () => {
    const unnoted = (ports: Ports) =>
      quit({ ...ports, unsettled: { ...ports.unsettled, note: async () => ({ tenantId: '', mark: '' }) } });
    const { running, untold } = await crashEverywhere(unnoted, only);
    expect(Math.min(running.length, untold.length)).toBeGreaterThan(0);
  });
});
