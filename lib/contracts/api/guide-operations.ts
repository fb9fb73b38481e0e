import * as z from 'zod/mini';
import { suggestRequest, suggestResponse } from '../ai/suggestion.ts';
import {
  guideResponse,
  listGuidesResponse,
  publishWithoutPicturesResponse,
  retitleResponse,
  visibility,
} from '../guides/guide.ts';
import { exportResponse } from '../share/export.ts';
import {
  accessResponse,
  afterRevocationSeconds,
  createLinkRequest,
  createLinkResponse,
  linkDays,
  listLinksResponse,
  setVisibilityRequest,
} from '../share/link.ts';
import type { Operation } from './operation.ts';

const notPublished = { 'not-published': { status: 409, title: 'The guide is not published yet' } };

/** Reading and sharing guides. */
export const guideOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/guides',
    id: 'listGuides',
    summary: 'List the tenant’s guides, newest first',
    query: {
      limit: { description: '1 to 100, 50 unless said otherwise' },
      cursor: { description: '`nextCursor` of the page before' },
    },
    success: { status: 200, body: listGuidesResponse },
  },
  {
    method: 'get',
    path: '/v1/guides/{id}',
    id: 'readGuide',
    summary: 'Read a guide',
    success: { status: 200, body: guideResponse },
  },
  {
    method: 'delete',
    path: '/v1/guides/{id}',
    id: 'deleteGuide',
    summary: 'Delete a guide',
    success: { status: 204 },
  },
  {
    method: 'post',
    path: '/v1/guides/{id}/retitle',
    id: 'retitleGuide',
    summary: 'Have a language model better the titles',
    description:
      'Of a guide whose titles are by rules, wholly or in part. What comes of it is another version of the same steps and pictures; where no model answers, the present one stays. Asking again meanwhile or afterwards changes nothing.',
    success: { status: 202, body: retitleResponse },
    refusals: {
      ...notPublished,
      'no-model': { status: 409, title: 'No language model is there that could better the titles' },
      'retitled-too-often': {
        status: 409,
        title: 'Better titles of this version were asked for too often',
      },
    },
  },
  {
    method: 'post',
    path: '/v1/guides/{id}/suggestions',
    id: 'suggestForGuide',
    summary: 'Suggest tags, words of caution, what to redact or how to automate',
    description:
      'By a language model where one answers, else by rules; `provider` and `degraded` say which. Nothing of it is kept.',
    request: suggestRequest,
    success: { status: 200, body: suggestResponse },
  },
  {
    method: 'put',
    path: '/v1/guides/{id}/visibility',
    id: 'setVisibility',
    summary: 'Say who may read the published guide',
    request: setVisibilityRequest,
    description:
      'While a guide is `blocked`, what is published of an earlier version stands: fewer people may be let read it, and it cannot be made public.',
    success: { status: 200, body: z.object({ visibility, publishedUrl: z.string() }) },
    refusals: {
      ...notPublished,
      held: {
        status: 409,
        title: 'The guide waits for a decision about its pictures before it can be public',
      },
    },
  },
  {
    method: 'post',
    path: '/v1/guides/{id}/publish-without-pictures',
    id: 'publishWithoutPictures',
    summary: 'Publish a blocked guide without the pictures that it was blocked for',
    description:
      'A guide is `blocked` when a picture shows something sensitive that could not be covered; `missing` names the steps. What is published has no such picture.',
    success: { status: 200, body: publishWithoutPicturesResponse },
    refusals: {
      'not-blocked': {
        status: 409,
        title: 'Only a guide that waits for a decision can be published like that',
      },
      'version-changed': {
        status: 409,
        title: 'Another version of the guide waits for a decision by now',
      },
    },
  },
  {
    method: 'post',
    path: '/v1/guides/{id}/links',
    id: 'createLink',
    summary: 'Make a share link',
    description: `Without \`expiresAt\` the link lasts for ${linkDays} days, with null until it is revoked. Its address is told only now.`,
    request: createLinkRequest,
    success: { status: 201, body: createLinkResponse },
    refusals: {
      ...notPublished,
      'guide-private': { status: 409, title: 'A private guide has no links' },
      'already-expired': { status: 400, title: 'The link would be expired already' },
    },
  },
  {
    method: 'get',
    path: '/v1/guides/{id}/links',
    id: 'listLinks',
    summary: 'List a guide’s share links',
    success: { status: 200, body: listLinksResponse },
  },
  {
    method: 'delete',
    path: '/v1/guides/{id}/links/{linkId}',
    id: 'revokeLink',
    summary: 'Revoke a share link',
    description: `From the answer on the link opens nothing. Who has opened it before is refused after ${afterRevocationSeconds} s, unless the guide is public.`,
    success: { status: 204 },
  },
  {
    method: 'post',
    path: '/v1/guides/{id}/access',
    id: 'grantAccess',
    summary: 'Get signed cookies for a private guide’s published page',
    success: { status: 200, body: accessResponse },
    refusals: notPublished,
  },
  {
    method: 'get',
    path: '/v1/guides/{id}/export',
    id: 'exportGuide',
    summary: 'Export a guide as one file',
    description:
      'With `Accept: application/json` answers where the file is fetched from, without an access token, for ten minutes; otherwise redirects there (303).',
    query: {
      format: {
        description:
          '`markdown`: a zip archive of `guide.md` and its pictures; `html`: one page that holds them',
        required: true,
      },
    },
    success: { status: 200, body: exportResponse },
  },
  {
    method: 'get',
    path: '/s/{token}',
    id: 'openLink',
    summary: 'Open a share link',
    description:
      'Sets signed cookies and redirects (302) to the guide; 410 with a readable page once it ended.',
    access: 'none',
    success: { status: 302 },
  },
];
