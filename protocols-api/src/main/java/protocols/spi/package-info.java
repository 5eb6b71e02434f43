/** The door between the api and the implementation; nothing here is for users. */
@NullMarked
package protocols.spi;

import org.jspecify.annotations.NullMarked;
