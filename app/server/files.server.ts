import { config } from "./config.server.ts";
import { LocalFileStore } from "./files-local.server.ts";
import { S3FileStore } from "./files-s3.server.ts";

/** A finished file on this machine, to be kept. */
export interface FileToKeep {
  path: string;
  /** Size in bytes. */
  bytes: number;
  /** Of its content, 64 hexadecimal digits. */
  sha256: string;
}

/** What a store holds under a key. */
export interface KeptFile {
  bytes: number;
  body: ReadableStream<Uint8Array>;
}

/**
 * Where the content of files is kept; what a file is called, whose it is and who may read it is in the database. A key names one
 * content for ever: nothing is overwritten, so a key that has a row also has its file.
 */
export interface FileStore {
  /** Keeps a copy. When this returns the content survives a power cut. */
  put(key: string, file: FileToKeep): Promise<void>;
  /** The content, or nothing when there is none under the key. */
  open(key: string): Promise<KeptFile | undefined>;
  /** Takes the content away; fine when it is gone already. */
  remove(key: string): Promise<void>;
  /** Every key with the time it was written, in no particular order. */
  list(): AsyncIterable<{ key: string; writtenAt: Date }>;
}

let current: FileStore | undefined;

/** The store of this installation: S3-compatible when `FILES_S3_URL` is set, otherwise a folder. */
export function fileStore(): FileStore {
  const { filesS3, filesDir } = config();
  current ??= filesS3 ? new S3FileStore(filesS3) : new LocalFileStore(filesDir);
  return current;
}

/** @throws Error for what is no key of ours, so that none can lead out of the store */
export function checkKey(key: string): void {
  if (!isKey(key)) throw new Error("not a key of a stored file");
}

/** True for `<organisation's id>/<file's id>`; other things that may lie in the same place are not ours to touch. */
export function isKey(key: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(
    key,
  );
}
