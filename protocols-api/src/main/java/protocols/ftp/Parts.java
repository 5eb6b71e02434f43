package protocols.ftp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import protocols.ftp.FtpEntry.Kind;
import protocols.spi.FtpFriend;

/** What an entry is put together from. */
final class Parts implements FtpFriend.EntryParts {

    final String name;
    Kind kind = Kind.OTHER;
    long size = -1;
    boolean rounded;
    Optional<FtpTime> modified = Optional.empty();
    String permissions = "";
    String owner = "";
    String group = "";
    String linkTarget = "";
    Map<String, String> facts = Map.of();
    String raw = "";

    Parts(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an entry needs a name");
        }
        this.name = name;
    }

    @Override
    public Parts kind(Kind value) {
        kind = Objects.requireNonNull(value);
        return this;
    }

    @Override
    public Parts size(long bytes) {
        size = Math.max(bytes, -1);
        rounded = false;
        return this;
    }

    @Override
    public Parts roundedSize(long bytes) {
        size = bytes;
        rounded = true;
        return this;
    }

    @Override
    public Parts modified(FtpTime time) {
        modified = Optional.of(time);
        return this;
    }

    @Override
    public Parts permissions(String text) {
        permissions = Objects.requireNonNull(text);
        return this;
    }

    @Override
    public Parts owner(String text) {
        owner = Objects.requireNonNull(text);
        return this;
    }

    @Override
    public Parts group(String text) {
        group = Objects.requireNonNull(text);
        return this;
    }

    @Override
    public Parts linkTarget(String path) {
        linkTarget = Objects.requireNonNull(path);
        return this;
    }

    @Override
    public Parts facts(Map<String, String> values) {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        return this;
    }

    @Override
    public Parts raw(String line) {
        raw = Objects.requireNonNull(line);
        return this;
    }

    @Override
    public FtpEntry build() {
        return new FtpEntry(this);
    }
}
