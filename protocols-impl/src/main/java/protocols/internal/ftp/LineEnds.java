package protocols.internal.ftp;

/**
 * Turns the line ends of text into others, a block at a time, wherever the blocks are cut. FTP sends text with CRLF (RFC
 * 959 section 3.1.1.1). One object converts one stream.
 */
interface LineEnds {

    /** The most bytes that a block of this many can become. */
    int most(int bytes);

    /** Converts {@code in} from {@code from} to before {@code to} into {@code out}; the answer is how many bytes. */
    int convert(byte[] in, int from, int to, byte[] out);

    /** What was held back, once the text has ended; at most one byte. */
    int finish(byte[] out);

    /** From the local line end, LF, to CRLF. A CRLF that is there already stays, so that no line ends in CR CR LF. */
    static LineEnds toNetwork() {
        return new LineEnds() {
            private boolean afterCr;

            @Override
            public int most(int bytes) {
                return 2 * bytes;
            }

            @Override
            public int convert(byte[] in, int from, int to, byte[] out) {
                int size = 0;
                boolean cr = afterCr;
                for (int i = from; i < to; i++) {
                    byte b = in[i];
                    if (b == '\n' && !cr) {
                        out[size++] = '\r';
                    }
                    out[size++] = b;
                    cr = b == '\r';
                }
                afterCr = cr;
                return size;
            }

            @Override
            public int finish(byte[] out) {
                return 0;
            }
        };
    }

    /**
     * From CRLF to the local line end. A CR or LF that stands alone is not a line end and stays.
     *
     * @param crlf whether the local line end is CRLF too, so that nothing changes; otherwise it is LF
     */
    static LineEnds fromNetwork(boolean crlf) {
        return crlf ? unchanged() : toLf();
    }

    private static LineEnds toLf() {
        return new LineEnds() {
            private boolean heldCr;

            @Override
            public int most(int bytes) {
                return bytes + 1;
            }

            @Override
            public int convert(byte[] in, int from, int to, byte[] out) {
                int size = 0;
                boolean cr = heldCr;
                for (int i = from; i < to; i++) {
                    byte b = in[i];
                    if (cr && b != '\n') {
                        out[size++] = '\r';
                    }
                    cr = b == '\r';
                    if (!cr) {
                        out[size++] = b;
                    }
                }
                heldCr = cr;
                return size;
            }

            @Override
            public int finish(byte[] out) {
                if (heldCr) {
                    out[0] = '\r';
                    heldCr = false;
                    return 1;
                }
                return 0;
            }
        };
    }

    private static LineEnds unchanged() {
        return new LineEnds() {
            @Override
            public int most(int bytes) {
                return bytes;
            }

            @Override
            public int convert(byte[] in, int from, int to, byte[] out) {
                System.arraycopy(in, from, out, 0, to - from);
                return to - from;
            }

            @Override
            public int finish(byte[] out) {
                return 0;
            }
        };
    }
}
