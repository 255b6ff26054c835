import { createRequire } from "node:module";

interface S3rver {
  run(): Promise<{ address: string; port: number }>;
  close(): Promise<void>;
}
type NewS3rver = new (options: Record<string, unknown>) => S3rver;

/**
 * s3rver from npm: somebody else's reading of S3, over a folder. It has no types and does not compute signatures of version 4, so that
 * refusing a wrong one is our own test server's work (s3.ts); what it has of its own is the rest of the conversation.
 */
export async function startS3rver(directory: string): Promise<{ url: string; close(): Promise<void> }> {
  const Server = createRequire(import.meta.url)("s3rver") as NewS3rver;
  const server = new Server({
    ...{ address: "127.0.0.1", port: 0, silent: true, directory, vhostBuckets: false, resetOnClose: true },
    configureBuckets: [{ name: "bucket", configs: [] }],
  });
  const { port } = await server.run();
  return { url: `http://127.0.0.1:${port}/bucket`, close: () => server.close() };
}

/** The only account that s3rver knows. */
export const S3RVER_KEY = "S3RVER";
