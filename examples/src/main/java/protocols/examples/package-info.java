/** One small program per protocol, each a command-line tool in its own right, and the tour of all of them. */
package protocols.examples;
