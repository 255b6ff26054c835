import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Every source file below the folder, as a path from the project's root. */
function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

interface Import {
  from: string;
  /** Path from the project's root, or the package's name. */
  to: string;
  isTypeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const found = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']/gm,
  );
  return [...found].map(([, type, from, lazy]) => {
    const target = (from ?? lazy)!;
    const to = target.startsWith(".")
      ? path.relative(root, path.resolve(root, path.dirname(file), target))
      : target.replace(/^#(app|db)\//, "$1/");
    return { from: file, to, isTypeOnly: Boolean(type) };
  });
}

const appFiles = filesBelow("app");
const imports = appFiles.flatMap(importsOf);
const offending = (found: Import[]) => found.map(({ from, to }) => `${from} → ${to}`);

/** Which feature may build on which: the same row or a row above. */
const levels: string[][] = [
  ["audit", "notifications", "accounts", "lists", "views", "functions", "catalogue", "deadlines"],
  ["organisations"],
  ["cooperations", "cost-keys"],
  ["suppliers", "products", "roles"],
  ["systems"],
  ["documents", "contracts", "surveys"],
  [
    "overlap",
    "imports",
    "confirmations",
    "merges",
    "reports",
    "bulk-edits",
    "reminders",
    "interest-checks",
    "agreements",
    "licences",
  ],
  ["radar", "settlements", "renewals", "it-costs"],
  ["start"],
];
const levelOf = (feature: string) => levels.findIndex((row) => row.includes(feature));
const featureOf = (file: string) => /^app\/features\/([^/]+)\//.exec(file)?.[1];

describe("who may import whom", () => {
  test("only the server's own files open the database", () => {
    const found = imports.filter(
      (i) => i.to.startsWith("db/client.server") && !i.from.startsWith("app/server/") && !i.isTypeOnly,
    );
    expect(offending(found)).toEqual([]);
  });

  test("rules, policies, forms and texts know no server, no React and no clock", () => {
    const pure = appFiles.filter((file) => /\.(rules|policy|form|text)\.ts$/.test(file));
    expect(pure.length).toBeGreaterThan(40);
    const found = imports.filter(
      (i) => pure.includes(i.from) && !i.isTypeOnly && /\.server\.ts$|^react|\.tsx$|^node:fs/.test(i.to),
    );
    expect(offending(found)).toEqual([]);
    const clocks = pure.filter((file) =>
      /Date\.now\(|new Date\(\)/.test(readFileSync(path.join(root, file), "utf8")),
    );
    expect(clocks).toEqual([]);
  });

  test("ui and text know no feature and no server", () => {
    const found = imports.filter(
      (i) => /^app\/(ui|text)\//.test(i.from) && /^app\/(features|server|routes)\//.test(i.to),
    );
    expect(offending(found)).toEqual([]);
  });

  test("the server's files know no feature", () => {
    const found = imports.filter(
      (i) => i.from.startsWith("app/server/") && /^app\/(features|routes)\//.test(i.to),
    );
    expect(offending(found)).toEqual([]);
  });

  test("db imports nothing from app", () => {
    const found = filesBelow("db")
      .flatMap(importsOf)
      .filter((i) => i.to.startsWith("app/"));
    expect(offending(found)).toEqual([]);
  });

  test("a feature stands in a level and builds on its own level or one above", () => {
    const features = new Set(appFiles.map(featureOf).filter((f) => f !== undefined));
    expect([...features].filter((f) => levelOf(f) < 0)).toEqual([]);
    const found = imports.filter((i) => {
      const [user, used] = [featureOf(i.from), featureOf(i.to)];
      return user && used && user !== used && levelOf(used) > levelOf(user);
    });
    expect(offending(found)).toEqual([]);
  });

  test("no two features build on each other", () => {
    const edges = new Set(
      imports.flatMap((i) => {
        const [user, used] = [featureOf(i.from), featureOf(i.to)];
        return user && used && user !== used ? [`${user}>${used}`] : [];
      }),
    );
    const mutual = [...edges].filter((edge) => edges.has(edge.split(">").reverse().join(">")));
    expect(mutual).toEqual([]);
  });

  test("app reaches db through the alias", () => {
    const found = appFiles.filter((file) =>
      /from\s+["'](\.\.\/)+db\//.test(readFileSync(path.join(root, file), "utf8")),
    );
    expect(found).toEqual([]);
  });
});

describe("routes are glue", () => {
  const routes = appFiles.filter((file) => file.startsWith("app/routes/"));

  test("no query stands in a route or a component", () => {
    const found = appFiles.filter(
      (file) =>
        (file.startsWith("app/routes/") || file.endsWith(".tsx")) &&
        /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/.test(
          readFileSync(path.join(root, file), "utf8"),
        ),
    );
    expect(found).toEqual([]);
  });

  test("routes export only what Remix knows", () => {
    const known = new Set(
      "loader action default meta links headers handle ErrorBoundary shouldRevalidate".split(" "),
    );
    const found = routes.flatMap((file) =>
      [
        ...readFileSync(path.join(root, file), "utf8").matchAll(
          /^export (?:async )?(?:function|const|let|class) (\w+)/gm,
        ),
      ]
        .map(([, name]) => name!)
        .filter((name) => !known.has(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  test("queries live in .server files", () => {
    const found = appFiles.filter(
      (file) =>
        !/\.server\.ts$/.test(file) &&
        !file.startsWith("app/cli/") &&
        /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(
          readFileSync(path.join(root, file), "utf8"),
        ),
    );
    expect(found).toEqual([]);
  });
});

test("raw HTML and raw SQL from values are not used", () => {
  const found = appFiles.filter((file) =>
    /dangerouslySetInnerHTML|sql\.raw\(/.test(readFileSync(path.join(root, file), "utf8")),
  );
  expect(found).toEqual([]);
});

describe("looks", () => {
  test("a class that two feature stylesheets give looks to has one meaning: it is theirs or everybody's", () => {
    const folder = path.join(root, "app/styles");
    // what everybody uses, and paper, may be refined by others
    const common = [
      "app.css",
      "content.css",
      "forms.css",
      "frame.css",
      "lists.css",
      "print.css",
      "themes.css",
    ];
    const homes = new Map<string, Set<string>>();
    for (const file of readdirSync(folder).filter(
      (name) => name.endsWith(".css") && !common.includes(name),
    )) {
      const css = readFileSync(path.join(folder, file), "utf8").replaceAll(/\/\*.*?\*\//gs, "");
      for (const [, selectors] of css.matchAll(/([^{}]+)\{/g))
        for (const selector of selectors!.split(",")) {
          const name = /^\.([\w-]+)$/.exec(selector.trim())?.[1];
          if (name) homes.set(name, (homes.get(name) ?? new Set()).add(file));
        }
    }
    expect(homes.size).toBeGreaterThan(50);
    expect([...homes].filter(([, files]) => files.size > 1)).toEqual([]);
  });
});
