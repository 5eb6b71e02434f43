/** JMH for the codecs, and runs side by side with other libraries against the same server. */
package protocols.bench;
