import { useLocation, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "../text/useText.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Mark } from "./Mark.tsx";
import { Menu } from "./Menu.tsx";
import { isCurrent } from "./navigation.ts";
import { uiText } from "./ui.text.ts";

export interface NavItem {
  label: string;
  href: string;
  icon?: IconName;
  /** Marks the item as current only on exactly this path (the start page). */
  exact?: boolean;
  /** Shown after the label, e.g. the number of unread messages. */
  count?: string;
}

/** A run of navigation items under an optional heading. */
export interface NavGroup {
  heading?: string;
  items: readonly NavItem[];
}

export interface ShellProps {
  organisation: { name: string; theme?: string | null; homeHref: string };
  /** All organisations the reader may work in, the current one included. */
  organisations: readonly { name: string; href: string; isCurrent: boolean }[];
  nav: readonly NavGroup[];
  user: { name: string; detail?: string; accountHref: string; signOutAction: string };
  /** More links in the user's menu. */
  userLinks?: readonly { label: string; href: string }[];
  /** A line across the top, e.g. "Du ser Borgholms poster som Mörbylånga ser dem". */
  banner?: ReactNode;
  footerLinks?: readonly { label: string; href: string }[];
  children: ReactNode;
}

/** The frame around every page of an organisation: header, navigation, banner, content, footer. */
export function Shell(props: ShellProps) {
  const t = useText(uiText);
  const { pathname } = useLocation();
  const main = useFocusOnNavigation(pathname);
  return (
    <div className="shell">
      <LoadingBar />
      <header className="shell-header">
        <NavButton />
        <a className="shell-brand" href={props.organisation.homeHref}>
          <Mark theme={props.organisation.theme} name={props.organisation.name} />
          <span className="shell-brand-name">{props.organisation.name}</span>
          {props.organisation.name !== t.product && <span className="shell-brand-product">{t.product}</span>}
        </a>
        {props.organisations.length > 1 && <OrganisationMenu organisations={props.organisations} />}
        <div className="shell-tools">
          <LanguageSwitch />
          <UserMenu {...props.user} links={props.userLinks ?? []} />
        </div>
      </header>
      <div className="shell-body">
        <div className="shell-side">
          <Navigation key={pathname} groups={props.nav} pathname={pathname} />
        </div>
        <div className="shell-content">
          {props.banner && (
            <aside className="shell-banner" aria-label={t.notice}>
              {props.banner}
            </aside>
          )}
          <main id="main" tabIndex={-1} ref={main} className="shell-main">
            {props.children}
          </main>
          <footer className="shell-footer">
            <p>{t.footer}</p>
            {props.footerLinks?.map((link) => (
              <a key={link.href} className="ds-link" href={link.href}>
                {link.label}
              </a>
            ))}
          </footer>
        </div>
      </div>
    </div>
  );
}

function LoadingBar() {
  const isIdle = useNavigation().state === "idle";
  return isIdle ? null : <div className="loading-bar" aria-hidden="true" />;
}

/** After a navigation without reload the reader's focus goes to the new content, as a full load would have it. */
function useFocusOnNavigation(pathname: string) {
  const main = useRef<HTMLElement>(null);
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

// The popover attributes are spread in because React 18 has no types for them; it passes them through unchanged.
const opensNavigation = { popovertarget: "navigation" };
const closesNavigation = { popovertarget: "navigation", popovertargetaction: "hide" };
const isPopover = { popover: "auto" };

function NavButton() {
  const t = useText(uiText);
  return (
    <button type="button" className="ds-button shell-nav-button" data-variant="tertiary" {...opensNavigation}>
      <Icon name="menu" />
      <span>{t.menu}</span>
    </button>
  );
}

/** One list for all widths: a column on wide screens, a panel opened by the menu button on narrow ones (no script needed). */
function Navigation({ groups, pathname }: { groups: readonly NavGroup[]; pathname: string }) {
  const t = useText(uiText);
  return (
    <nav id="navigation" className="shell-nav" aria-label={t.mainNavigation} {...isPopover}>
      <button
        type="button"
        className="ds-button shell-nav-close"
        data-variant="tertiary"
        {...closesNavigation}
      >
        <Icon name="close" />
        {t.closeMenu}
      </button>
      {groups.map((group, index) => (
        <NavSection key={group.heading ?? index} group={group} pathname={pathname} />
      ))}
    </nav>
  );
}

function NavSection({ group, pathname }: { group: NavGroup; pathname: string }) {
  return (
    <>
      {group.heading && <p className="shell-nav-heading">{group.heading}</p>}
      <ul className="shell-nav-list">
        {group.items.map((item) => (
          <li key={item.href}>
            <a
              className="shell-nav-link"
              href={item.href}
              aria-current={isCurrent(item, pathname) ? "page" : undefined}
            >
              {item.icon && <Icon name={item.icon} />}
              <span className="shell-nav-label">{item.label}</span>
              {item.count && <span className="shell-nav-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function OrganisationMenu({ organisations }: Pick<ShellProps, "organisations">) {
  const t = useText(uiText);
  return (
    <Menu id="organisations" label={t.switchOrganisation} icon="swap" align="start">
      <ul className="menu-list">
        {organisations.map((organisation) => (
          <li key={organisation.href}>
            <a
              href={organisation.href}
              aria-current={organisation.isCurrent ? "true" : undefined}
              data-reload=""
            >
              {organisation.name}
              {organisation.isCurrent && <Icon name="check" label={t.currentOrganisation} />}
            </a>
          </li>
        ))}
      </ul>
    </Menu>
  );
}

function UserMenu({
  name,
  detail,
  accountHref,
  signOutAction,
  links,
}: ShellProps["user"] & { links: readonly { label: string; href: string }[] }) {
  const t = useText(uiText);
  return (
    <Menu id="user-menu" label={name} hint={t.userMenu(name)} icon="user" align="end">
      <p className="menu-note">
        <strong>{name}</strong>
        {detail && <span>{detail}</span>}
      </p>
      <ul className="menu-list">
        {[{ label: t.account, href: accountHref }, ...links].map((link) => (
          <li key={link.href}>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
        <li>
          <form method="post" action={signOutAction}>
            <button type="submit">
              <Icon name="signOut" />
              {t.signOut}
            </button>
          </form>
        </li>
      </ul>
    </Menu>
  );
}
