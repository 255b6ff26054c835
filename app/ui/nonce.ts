import { createContext } from "react";

/** The content-security nonce of this response; known on the server only, so it never lies in page data. */
export const NonceContext = createContext<string | undefined>(undefined);
