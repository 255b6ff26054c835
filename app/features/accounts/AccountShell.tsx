import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { type NavGroup, Shell } from "../../ui/Shell.tsx";
import { accountText } from "./account.text.ts";

export interface AccountShellProps {
  name: string;
  email: string;
  organisations: { slug: string; name: string }[];
  children: ReactNode;
}

/** The frame of the account's own pages, which belong to no organisation. */
export function AccountShell({ name, email, organisations, children }: AccountShellProps) {
  const t = useText(accountText);
  const links = organisations.map((each) => ({ name: each.name, href: `/${each.slug}`, isCurrent: false }));
  const nav: NavGroup[] = [
    {
      heading: t.area,
      items: [
        { label: t.overview, href: "/account", icon: "user", exact: true },
        { label: t.password, href: "/account/password", icon: "key" },
        { label: t.secondFactor, href: "/account/second-factor", icon: "shield" },
      ],
    },
  ];
  if (links.length > 0)
    nav.push({
      heading: t.organisations,
      items: links.map((link) => ({ label: link.name, href: link.href, icon: "home" })),
    });
  return (
    <Shell
      organisation={{ name: t.area, theme: "samverka", homeHref: "/" }}
      organisations={links}
      nav={nav}
      user={{ name, detail: email, accountHref: "/account", signOutAction: "/logout" }}
    >
      {children}
    </Shell>
  );
}
