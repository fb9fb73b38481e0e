import { AppShell, Avatar, Button, Container, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { useAccount } from '../features/account/use-account.ts';
import { signOut } from '../features/identity/session.ts';
import { useSession } from '../features/identity/use-session.ts';
import { PlaceLink } from './place-link.tsx';
import classes from './shell.module.css';

/** The frame of every page behind sign-in. */
export function Shell() {
  const user = useSession();
  const account = useAccount();
  const location = useLocation();
  if (!user) return <Navigate to="/sign-in" state={{ from: location.pathname }} replace />;
  const name = account.user?.name ?? user.name;
  return (
    <AppShell header={{ height: 60 }} padding={0}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <AppShell.Header>
        <Container size="xl" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Link to="/" className={classes.brand}>
              <img src="/icon.svg" alt="" width={28} height={28} />
              <span className={classes.brandName}>Guidewright</span>
            </Link>
            <nav aria-label="Main" className={classes.main}>
              <PlaceLink to="/" end>
                Guides
              </PlaceLink>
              <PlaceLink to="/settings">Settings</PlaceLink>
            </nav>
            <Menu position="bottom-end" width={240}>
              <Menu.Target>
                <UnstyledButton className={classes.person} aria-label={`Account of ${name}`}>
                  <Avatar size={32} radius="xl" color="pine" variant="filled" name={name} />
                </UnstyledButton>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>
                  <Text size="sm" fw={600}>
                    {name}
                  </Text>
                  <Text size="xs">{user.email}</Text>
                  <Text size="xs">{user.tenantName}</Text>
                </Menu.Label>
                <Menu.Divider />
                <Menu.Item component={Link} to="/settings/account">
                  Your account
                </Menu.Item>
                <Menu.Item onClick={signOut}>Sign out</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1}>
        <Container size="xl" py="xl">
          <Outlet />
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

export function NotFound() {
  return (
    <Group gap="md" align="baseline">
      <Text component="h1" size="xl" fw={650} m={0}>
        There is no such page
      </Text>
      <Button component={Link} to="/" variant="subtle">
        To the guides
      </Button>
    </Group>
  );
}
