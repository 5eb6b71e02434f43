/** The door between the api and the implementation; nothing here is for users. */
package protocols.spi;
