// The menu of pages.
import { Link } from "@tanstack/react-router";
import { PLACE_GROUPS } from "./places.ts";
import classes from "./shell.module.css";

export function Navigation() {
  return PLACE_GROUPS.map(({ label, places }) => (
    <section key={label ?? "pages"} aria-label={label ?? "Pages"}>
      {label !== null && <p className={classes.group}>{label}</p>}
      <ul className={classes.list}>
        {places.map(({ to, label: name, icon: Icon, key }) => (
          <li key={to}>
            <Link to={to} className={classes.item} activeOptions={{ exact: to === "/" }} title={`Keys: g ${key}`}>
              <Icon size={17} aria-hidden />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
