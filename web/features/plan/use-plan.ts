import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Plan, type PlanResponse, planResponse } from '../../../lib/contracts/metering/plan.ts';
import { request } from '../../api/request.ts';

export function usePlan() {
  return useQuery({
    queryKey: ['plan'],
    queryFn: () => request<PlanResponse>('/v1/plan', { answer: planResponse }),
    // A payment comes in elsewhere.
    refetchInterval: ({ state: { data } }) => (data?.pending ? 5_000 : data?.payment ? 30_000 : false),
  });
}

export function useChangePlan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (plan: Plan) =>
      request<PlanResponse>('/v1/plan', { method: 'PUT', body: { plan }, answer: planResponse }),
    onSuccess: (found) => {
      queries.setQueryData(['plan'], found);
      return queries.invalidateQueries({ queryKey: ['account'] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ['plan'] }),
  });
}
