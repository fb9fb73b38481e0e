import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { PageFailure } from '../../ui/page-failure.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { PlaceLink } from '../../ui/place-link.tsx';
import { useAccount } from '../account/use-account.ts';
import { type SettingsSection, settingsSections } from './sections.ts';
import classes from './settings.module.css';

/** What the signed-in person may see of the settings, and the page that is open. */
export function SettingsLayout() {
  const { found, may } = useAccount();
  const { pathname } = useLocation();
  const wide = useMediaQuery('(min-width: 48.001em)', true, { getInitialValueInEffect: false });
  const open = settingsSections.find(({ path }) => pathname === `/settings/${path}`);
  if (found.isPending)
    return <Skeleton height={320} radius="md" role="status" aria-label="Loading the settings" />;
  if (!found.data)
    return (
      <PageFailure
        heading="Settings"
        title="The settings could not be loaded"
        error={found.error}
        retry={found.refetch}
      />
    );
  if (!open && wide) return <Navigate to="/settings/account" replace />;
  const shown = settingsSections.filter(({ action }) => may(action));
  return (
    <div className={open ? `${classes.layout} ${classes.inPage}` : classes.layout}>
      <nav aria-label="Settings" className={classes.nav}>
        {!open && <IndexTitle />}
        <Group title="You" sections={shown.filter(({ of }) => of === 'person')} />
        <Group title={found.data.tenant.name} sections={shown.filter(({ of }) => of === 'company')} />
      </nav>
      {open && (
        <div>
          <Anchor component={Link} to="/settings" className={classes.back}>
            ‹ All settings
          </Anchor>
          {may(open.action) ? <Outlet /> : <NotForYou title={open.title} />}
        </div>
      )}
    </div>
  );
}

function IndexTitle() {
  usePageTitle('Settings');
  return (
    <Title order={1} size="h2" mb="md">
      Settings
    </Title>
  );
}

function Group({ title, sections }: { title: string; sections: readonly SettingsSection[] }) {
  if (sections.length === 0) return null;
  return (
    <>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      <ul className={classes.group}>
        {sections.map(({ path, title }) => (
          <li key={path}>
            <PlaceLink to={`/settings/${path}`}>{title}</PlaceLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function NotForYou({ title }: { title: string }) {
  usePageTitle(title);
  return (
    <Stack gap="xs">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text>
        Your role does not open this page. An admin or an owner of your company can give you another.
      </Text>
    </Stack>
  );
}
