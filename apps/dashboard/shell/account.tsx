// Who is signed in, how the page looks, signing out.
import {
  ActionIcon,
  Group,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  useComputedColorScheme,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { BookOpen, ChevronDown, LogOut, Moon, Sun } from "lucide-react";
import { signOut } from "../api/http.ts";
import { meQuery } from "../api/me.ts";
import classes from "./shell.module.css";

function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  const Icon = scheme === "dark" ? Sun : Moon;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Switch to ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      <Icon size={18} />
    </ActionIcon>
  );
}

export function Account() {
  const { data: me } = useQuery(meQuery);
  return (
    <Group gap={4} wrap="nowrap">
      <SchemeButton />
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <UnstyledButton className={classes.account} aria-label={`Account: ${me?.tenant.name ?? "…"}`}>
            <Text component="span" size="sm" fw={600} className={classes.tenant}>
              {me?.tenant.name ?? "…"}
            </Text>
            <ChevronDown size={16} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me?.user.name} · key “{me?.api_key.name}” {me?.api_key.key_hint}
          </Menu.Label>
          <Menu.Item component="a" href="/docs" leftSection={<BookOpen size={16} />}>
            API reference
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size={16} />} onClick={() => void signOut()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
