import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { RecordingPage } from '../features/compose/recording-page.tsx';
import { GuideListPage } from '../features/guides/guide-list-page.tsx';
import { GuidePage } from '../features/guides/guide-page.tsx';
import { SignInPage } from '../features/identity/sign-in-page.tsx';
import { SignedInPage } from '../features/identity/signed-in-page.tsx';
import { SettingsLayout } from '../features/settings/settings-layout.tsx';
import { NotFound, Shell } from '../ui/shell.tsx';

const Nothing = () => null;

/** Pages that few people open, and those seldom, are fetched when they are. */
const seldom = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
  HydrateFallback: Nothing,
});

export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage /> },
  { path: '/signed-in', element: <SignedInPage /> },
  seldom('/sign-up', async () => (await import('../features/registration/sign-up-page.tsx')).SignUpPage),
  seldom('/verify', async () => (await import('../features/registration/verify-page.tsx')).VerifyPage),
  seldom(
    '/forgot-password',
    async () => (await import('../features/registration/forgot-password-page.tsx')).ForgotPasswordPage,
  ),
  seldom(
    '/reset-password',
    async () => (await import('../features/registration/reset-password-page.tsx')).ResetPasswordPage,
  ),
  seldom(
    '/accept-invitation',
    async () => (await import('../features/registration/accept-invitation-page.tsx')).AcceptInvitationPage,
  ),
  {
    path: '/',
    element: <Shell />,
    children: [
      { index: true, element: <GuideListPage /> },
      { path: 'guides/:guideId', element: <GuidePage /> },
      { path: 'recordings/:recordingId', element: <RecordingPage /> },
      {
        path: 'settings',
        element: <SettingsLayout />,
        children: [
          seldom('account', async () => (await import('../features/account/account-page.tsx')).AccountPage),
          seldom('members', async () => (await import('../features/members/members-page.tsx')).MembersPage),
          seldom(
            'api-keys',
            async () => (await import('../features/api-keys/api-keys-page.tsx')).ApiKeysPage,
          ),
          seldom(
            'policies',
            async () => (await import('../features/policies/policies-page.tsx')).PoliciesPage,
          ),
          seldom(
            'redaction',
            async () => (await import('../features/redaction/redaction-page.tsx')).RedactionPage,
          ),
          seldom('plan', async () => (await import('../features/plan/plan-page.tsx')).PlanPage),
          seldom('audit', async () => (await import('../features/audit/audit-page.tsx')).AuditPage),
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
