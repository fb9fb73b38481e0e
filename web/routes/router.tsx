import { createBrowserRouter } from 'react-router';
import { RecordingPage } from '../features/compose/recording-page.tsx';
import { GuideListPage } from '../features/guides/guide-list-page.tsx';
import { GuidePage } from '../features/guides/guide-page.tsx';
import { SignInPage } from '../features/identity/sign-in-page.tsx';
import { NotFound, Shell } from '../ui/shell.tsx';

export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage /> },
  {
    path: '/',
    element: <Shell />,
    children: [
      { index: true, element: <GuideListPage /> },
      { path: 'guides/:guideId', element: <GuidePage /> },
      { path: 'recordings/:recordingId', element: <RecordingPage /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
