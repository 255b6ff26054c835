import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

const sha = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const hmac = (key: Buffer | string, data: string) => createHmac("sha256", key).update(data).digest();

/**
 * Enough of S3 on the loopback (put, get, delete, list in pages of two, path style) to be strict about what public test servers let
 * pass: the signature (AWS Signature Version 4, computed here on its own), the content's hash, a length given beforehand.
 */
export class S3Server {
  readonly objects = new Map<string, { body: Buffer; at: Date }>();
  /** In how many pieces the last upload came. */
  pieces = 0;
  readonly keyId = "TESTKEY";
  readonly secret = "test-secret/+=";
  readonly region = "eu-north-1";
  readonly #server: Server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });

  /** @returns address of the bucket */
  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (!address || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}/bucket`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const refuse = (status: number, code: string) =>
      response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
    if (!this.#isSigned(request, url)) return void refuse(403, "SignatureDoesNotMatch");
    if (sha(body) !== request.headers["x-amz-content-sha256"])
      return void refuse(400, "XAmzContentSHA256Mismatch");
    if (!url.pathname.startsWith("/bucket")) return void refuse(404, "NoSuchBucket");
    const key = decodeURIComponent(url.pathname.slice("/bucket/".length));
    if (request.method === "PUT") {
      if (request.headers["transfer-encoding"]) return void refuse(411, "MissingContentLength");
      this.pieces = pieces.length;
      this.objects.set(key, { body, at: new Date() });
      response.writeHead(200).end();
    } else if (request.method === "DELETE") {
      this.objects.delete(key);
      response.writeHead(204).end();
    } else if (key === "") response.writeHead(200).end(this.#listing(url));
    else {
      const found = this.objects.get(key);
      if (!found) return void refuse(404, "NoSuchKey");
      response.writeHead(200, { "Content-Length": found.body.length }).end(found.body);
    }
  }

  #listing(url: URL): string {
    const prefix = url.searchParams.get("prefix") ?? "";
    const all = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const from = Number(url.searchParams.get("continuation-token") ?? 0);
    const rows = all.slice(from, from + 2).map((key) => {
      const at = this.objects.get(key)!.at.toISOString();
      return `<Contents><Key>${key}</Key><LastModified>${at}</LastModified></Contents>`;
    });
    const next = from + 2 < all.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : "";
    return `<?xml version="1.0"?><ListBucketResult>${next}${rows.join("")}</ListBucketResult>`;
  }

  #isSigned(request: IncomingMessage, url: URL): boolean {
    const found =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
        request.headers.authorization ?? "",
      );
    if (!found) return false;
    const [, keyId, day, region, names, signature] = found as unknown as string[];
    const signedHeaders = names!.split(";");
    if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => signedHeaders.includes(name)))
      return false;
    const encode = (text: string) =>
      encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    const query = [...url.searchParams]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join("&");
    const canonical = [
      request.method,
      url.pathname,
      query,
      ...signedHeaders.map((name) => `${name}:${String(request.headers[name]).trim()}`),
      "",
      names,
      request.headers["x-amz-content-sha256"],
    ].join("\n");
    const at = request.headers["x-amz-date"];
    const toSign = ["AWS4-HMAC-SHA256", at, `${day}/${region}/s3/aws4_request`, sha(canonical)].join("\n");
    const key = ["s3", "aws4_request"].reduce(
      (k, part) => hmac(k, part),
      hmac(hmac(`AWS4${this.secret}`, day!), region!),
    );
    return keyId === this.keyId && region === this.region && hmac(key, toSign).toString("hex") === signature;
  }
}
