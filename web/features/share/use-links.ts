import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ListLinksResponse, listLinksResponse } from '../../../lib/contracts/share/link.ts';
import { request } from '../../api/request.ts';
import { isOpen } from './link-words.ts';

/** The guide's links, those that open first. */
export function useLinks(guideId: string, enabled = true) {
  const queries = useQueryClient();
  const key = ['links', guideId];
  const found = useQuery({
    queryKey: key,
    queryFn: () => request<ListLinksResponse>(`/v1/guides/${guideId}/links`, { answer: listLinksResponse }),
    enabled,
  });
  const all = found.data?.links ?? [];
  const open = all.filter((link) => isOpen(link));
  return {
    open,
    ended: all.filter((link) => !isOpen(link)),
    /** Unless it is known that none is: while they are loaded, and where that failed, some may be. */
    mayBeOpen: !found.isSuccess || open.length > 0,
    found,
    refresh: () => queries.invalidateQueries({ queryKey: key }),
  };
}
