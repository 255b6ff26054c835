import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/** A message as it arrived: envelope and text. */
export interface Received {
  from: string;
  to: string[];
  text: string;
}

/** Enough of an SMTP server (RFC 5321) on the loopback to receive mail and to refuse it. */
export class SmtpServer {
  readonly received: Received[] = [];
  /** Answer to the next recipients instead of yes, such as "451 4.3.0 later: <kim@example.invalid>". */
  refusal: string | undefined;
  /** Called with a whole message before the server says that it has it; what it returns is waited for. */
  onAccepted: (() => Promise<void> | void) | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  /** @returns address for SMTP_URL */
  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (!address || typeof address === "string") throw new Error("no port");
    return `smtp://127.0.0.1:${address.port}`;
  }

  /** Breaks every connection without a word. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.#server.close();
    await once(this.#server, "close");
  }

  #serve(socket: Socket) {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    let waiting = "";
    let mail: Received = { from: "", to: [], text: "" };
    let isData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.setEncoding("utf8");
    socket.on("error", () => {});
    say("220 test");
    socket.on("data", (chunk: string) => {
      waiting += chunk;
      for (let end = waiting.indexOf("\r\n"); end >= 0; end = waiting.indexOf("\r\n")) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        if (isData && line === ".") {
          isData = false;
          this.received.push(mail);
          mail = { from: "", to: [], text: "" };
          void Promise.resolve(this.onAccepted?.()).then(() => socket.destroyed || say("250 kept"));
        } else if (isData) mail.text += `${line.replace(/^\./, "")}\n`;
        else if (/^(EHLO|HELO)/i.test(line)) say("250 test");
        else if (/^MAIL FROM/i.test(line)) {
          mail.from = /<(.*?)>/.exec(line)?.[1] ?? "";
          say("250 yes");
        } else if (/^RCPT TO/i.test(line)) {
          if (!this.refusal) mail.to.push(/<(.*?)>/.exec(line)?.[1] ?? "");
          say(this.refusal ?? "250 yes");
        } else if (/^DATA/i.test(line)) {
          isData = true;
          say("354 go on");
        } else if (/^QUIT/i.test(line)) {
          say("221 bye");
          socket.end();
        } else say("250 yes");
      }
    });
  }
}
