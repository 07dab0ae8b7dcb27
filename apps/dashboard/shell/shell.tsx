// The frame around every page: where one is, where one can go, who is signed in.
import { AppShell, Burger, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { TextLink } from "../ui/links.tsx";
import { Account } from "./account.tsx";
import { AwayNotice } from "./away-notice.tsx";
import iconUrl from "../icon.svg";
import { Navigation } from "./navigation.tsx";
import { SessionEnded } from "./session-ended.tsx";
import { PageKeys } from "./page-keys.tsx";
import classes from "./shell.module.css";

function Brand() {
  return (
    <TextLink to="/" underline="never" c="inherit" className={classes.brand}>
      <img src={iconUrl} alt="" width={26} height={26} />
      <Text component="span" fw={650} size="lg">
        Ticketwire
      </Text>
    </TextLink>
  );
}

/** Questions and panels open over the frame, within the router: what they show may link to pages. */
export function Shell() {
  return (
    <ModalsProvider>
      <Frame />
    </ModalsProvider>
  );
}

/** On another page keys go on from its content, and it is read out from there; not from the link that led to it. */
function useFocusOnArrival(pathname: string) {
  const content = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return content;
}

function Frame() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  const content = useFocusOnArrival(pathname);
  return (
    <AppShell
      header={{ height: 54 }}
      navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <AppShell.Header className={classes.header}>
        <Group gap="sm" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" aria-expanded={isOpen} />
          <Brand />
        </Group>
        <Account />
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={classes.navbar} aria-label="Pages">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main ref={content} id="content" tabIndex={-1} className={classes.main}>
        <AwayNotice />
        <Outlet />
      </AppShell.Main>
      <PageKeys />
      <SessionEnded />
    </AppShell>
  );
}
