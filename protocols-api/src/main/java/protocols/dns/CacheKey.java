package protocols.dns;

/**
 * Under what an outcome is kept. Keys have an order, so that names which somebody chose to have one hash value make
 * nothing slow.
 *
 * @param type of the question, or -1 for every type
 * @param failed whether it is a failure of the servers
 */
record CacheKey(Name name, int type, int recordClass, boolean failed) implements Comparable<CacheKey> {

    private static final int EVERY_TYPE = -1;

    static CacheKey of(Question question) {
        return new CacheKey(
                question.name(),
                question.type().number(),
                question.recordClass().number(),
                false);
    }

    static CacheKey wholeName(Question question) {
        return new CacheKey(question.name(), EVERY_TYPE, question.recordClass().number(), false);
    }

    static CacheKey failure(Question question) {
        return new CacheKey(
                question.name(),
                question.type().number(),
                question.recordClass().number(),
                true);
    }

    @Override
    public int compareTo(CacheKey other) {
        if (type != other.type) {
            return Integer.compare(type, other.type);
        }
        if (recordClass != other.recordClass) {
            return Integer.compare(recordClass, other.recordClass);
        }
        if (failed != other.failed) {
            return Boolean.compare(failed, other.failed);
        }
        return compare(name.owned(), other.name.owned());
    }

    private static int compare(byte[] mine, byte[] others) {
        if (mine.length != others.length) {
            return Integer.compare(mine.length, others.length);
        }
        for (int i = 0; i < mine.length; i++) {
            int difference = lower(mine[i]) - lower(others[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }
}
