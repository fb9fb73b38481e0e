import { AppShell, Avatar, Button, Container, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { signOut } from '../features/identity/session.ts';
import { useSession } from '../features/identity/use-session.ts';
import classes from './shell.module.css';

/** The frame of every page behind sign-in. */
export function Shell() {
  const user = useSession();
  const location = useLocation();
  if (!user) return <Navigate to="/sign-in" state={{ from: location.pathname }} replace />;
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
              Guidewright
            </Link>
            <Menu position="bottom-end" width={240}>
              <Menu.Target>
                <UnstyledButton className={classes.person} aria-label={`Account of ${user.name}`}>
                  <Avatar size={32} radius="xl" color="pine" variant="filled" name={user.name} />
                </UnstyledButton>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>
                  <Text size="sm" fw={600}>
                    {user.name}
                  </Text>
                  <Text size="xs">{user.email}</Text>
                  <Text size="xs">{user.tenantName}</Text>
                </Menu.Label>
                <Menu.Divider />
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
