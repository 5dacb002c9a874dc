import {
  Decrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from "age-encryption";
import { base64, fromBase64, random } from "../src/bytes";
import { compose, seal } from "../src/letter";
import { solve } from "../src/work";

// The parts of the page's script as browser tests drive them, and what only tests need: opening letters.

async function open(identity: string, body: Uint8Array): Promise<Uint8Array> {
  const d = new Decrypter();
  d.addIdentity(identity);
  return d.decrypt(body);
}

Object.assign(window, {
  driven: {
    base64,
    fromBase64,
    random,
    compose,
    seal,
    open,
    solve,
    generateHybridIdentity,
    generateX25519Identity,
    identityToRecipient,
  },
});
