// The menu of pages. One that the key may not see says so, and still opens: it tells how to get in.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LockKeyhole } from "lucide-react";
import { mayDo, meQuery } from "../api/me.ts";
import { type Place, PLACE_GROUPS } from "./places.ts";
import classes from "./shell.module.css";

function Item({ place, isOpen }: { readonly place: Place; readonly isOpen: boolean }) {
  const { to, label, icon: Icon, key, scope } = place;
  return (
    <Link
      to={to}
      className={classes.item}
      data-locked={!isOpen}
      activeOptions={{ exact: to === "/" }}
      title={isOpen ? `Keys: g ${key}` : `This key lacks the scope ${scope}`}
    >
      <Icon size={17} aria-hidden />
      {label}
      {!isOpen && <LockKeyhole size={13} className={classes.lock} aria-label="(not with this key)" />}
    </Link>
  );
}

export function Navigation() {
  const { data: me } = useQuery(meQuery);
  return PLACE_GROUPS.map(({ label, places }) => (
    <section key={label ?? "pages"} aria-label={label ?? "Pages"}>
      {label !== null && <p className={classes.group}>{label}</p>}
      <ul className={classes.list}>
        {places.map((place) => (
          <li key={place.to}>
            <Item place={place} isOpen={mayDo(me, place.scope)} />
          </li>
        ))}
      </ul>
    </section>
  ));
}
