/** The clients at work. The layers below them, each using only those before it: wire, line, reply, sasl. */
package protocols.internal;
