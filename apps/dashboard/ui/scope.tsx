// What a key may not do, said before it is tried: a page that it can not read, a button that it can not press.
// In: the scope that is needed. Out: what was meant to be there, or the reason why not and a way on.
import { Alert, Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { ApiScope } from "@ticketwire/contract/statuses";
import { useQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { changeKey } from "../api/http.ts";
import { meQuery, useMay } from "../api/me.ts";
import { PageTitle } from "./page-title.tsx";
import { Empty } from "./states.tsx";

function OtherKey() {
  return (
    <Button size="xs" variant="default" onClick={() => void changeKey()}>
      Sign in with another key
    </Button>
  );
}

export interface NeedsScopeProps {
  readonly scope: ApiScope;
  /** The title of the page. */
  readonly title: string;
  readonly children: ReactNode;
}

/** A page for keys with a scope; others are told why they do not see it. */
export function NeedsScope({ scope, title, children }: NeedsScopeProps) {
  const { data: me } = useQuery(meQuery);
  if (useMay(scope)) return children;
  return (
    <>
      <PageTitle title={title} />
      <Empty title="Not with this key" actions={<OtherKey />}>
        The key “{me?.api_key.name}” lacks the scope <code>{scope}</code>. It may: {me?.scopes.join(", ")}.
      </Empty>
    </>
  );
}

/** Above a form: that it can be read and not saved. Nothing for a key that has the scope. */
export function ReadsOnly({ scope, what }: { readonly scope: ApiScope; readonly what: string }) {
  if (useMay(scope)) return null;
  return (
    <Alert
      color="gray"
      variant="light"
      c="inherit"
      icon={<LockKeyhole size={18} />}
      title={`This key only reads ${what}`}
    >
      <p style={{ margin: "0 0 0.5rem" }}>
        Changing them needs the scope <code>{scope}</code>.
      </p>
      <OtherKey />
    </Alert>
  );
}

export interface ScopedButtonProps extends ButtonProps {
  readonly scope: ApiScope;
  readonly type?: "button" | "submit";
  readonly "data-autofocus"?: boolean;
  onClick?(): void;
}

/** A button for keys with a scope; for others it stays in its place and says why it does nothing. */
export function ScopedButton({ scope, onClick, type = "button", ...button }: ScopedButtonProps) {
  const may = useMay(scope);
  const press = (event: MouseEvent) => {
    if (may) onClick?.();
    else event.preventDefault();
  };
  // Not `disabled`: then neither keys nor a reader would find it, and it could not say why.
  const looks = may ? {} : { "data-disabled": true, "aria-disabled": true, variant: "default" };
  return (
    <Tooltip label={`This key lacks the scope ${scope}`} disabled={may}>
      <Button {...button} {...looks} type={type} onClick={press} />
    </Tooltip>
  );
}
