import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { checkKey, type FileStore, type FileToKeep, isKey, type KeptFile } from "./files.server.ts";

/** Files in a folder of this machine, or one that several machines have mounted: one folder per organisation. */
export class LocalFileStore implements FileStore {
  readonly #folder: string;

  /** @param folder made when the first file comes */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Written under another name first: a half-written file is never found under its key. */
  async put(key: string, file: FileToKeep): Promise<void> {
    const path = this.#path(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${randomUUID()}.tmp`;
    try {
      await copyFile(file.path, unfinished, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      await flush(unfinished);
      await rename(unfinished, path);
      await flush(dirname(path));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async open(key: string): Promise<KeptFile | undefined> {
    const handle = await open(this.#path(key), "r").catch(ifThere);
    if (!handle) return undefined;
    const { size } = await handle.stat();
    const body = Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
    return { bytes: size, body };
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  async *list(): AsyncGenerator<{ key: string; writtenAt: Date }> {
    const tenants = (await readdir(this.#folder).catch(ifThere)) ?? [];
    for (const tenant of tenants) {
      for (const name of (await readdir(join(this.#folder, tenant)).catch(ifThere)) ?? []) {
        const key = `${tenant}/${name}`;
        // what a copy that was cut off has left behind counts as its key, and goes the same way
        if (!isKey(key.replace(/\.[0-9a-f-]{36}\.tmp$/, ""))) continue;
        const found = await stat(join(this.#folder, tenant, name)).catch(ifThere);
        if (!found) continue;
        if (isKey(key)) yield { key, writtenAt: found.mtime };
        else if (Date.now() - found.mtimeMs > 86_400_000)
          await rm(join(this.#folder, tenant, name), { force: true });
      }
    }
  }

  #path(key: string): string {
    checkKey(key);
    return join(this.#folder, key);
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}
