package protocols.ftp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import protocols.WireException.Refused;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpListing;

/** Directories looked into: MLSD, LIST, NLST. */
final class Listings {

    private Listings() {}

    static List<Call> calls() {
        List<Call> calls = new ArrayList<>(List.of(
                Call.of("list, 0 entries", at -> {
                    FtpListing listing = at.ftp().list();
                    assertThat(listing.children()).isEmpty();
                    assertThat(listing.unparsed()).isEmpty();
                    assertThat(listing.reply().orElseThrow().code()).isBetween(200, 299);
                }),
                Call.of("list, 1 entry: its name, kind, size", at -> {
                    at.file("a.txt", "xyz");
                    FtpListing listing = at.ftp().list();
                    assertThat(listing.children()).singleElement().satisfies(entry -> {
                        assertThat(entry.name()).isEqualTo("a.txt");
                        assertThat(entry.kind()).isEqualTo(FtpEntry.Kind.FILE);
                        assertThat(entry.size()).hasValue(3);
                    });
                    assertThat(listing.unparsed()).isEmpty();
                }),
                Call.of("list, the time of an entry", at -> {
                    Instant then = Instant.now().minus(50, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
                    Files.setLastModifiedTime(at.file("a.txt", "xyz"), FileTime.from(then));
                    assertThat(at.ftp()
                                    .list()
                                    .named("a.txt")
                                    .orElseThrow()
                                    .modified()
                                    .orElseThrow()
                                    .instant(ZoneOffset.UTC))
                            .isEqualTo(then);
                }),
                Call.of("list, a directory in it", at -> {
                    at.folder("sub");
                    assertThat(at.ftp().list().named("sub").orElseThrow().isDirectory())
                            .isTrue();
                }),
                Call.of("list, a symbolic link in it", at -> {
                    at.file("a", "x");
                    Files.createSymbolicLink(at.there("link"), Path.of("a"));
                    assertThat(at.ftp().list().named("link").orElseThrow().isLink())
                            .isTrue();
                }),
                Call.of("list, a name that begins with a dot", at -> {
                    at.file(".hidden", "x");
                    assertThat(at.ftp().list().named(".hidden")).isPresent();
                }),
                Call.of("list of a path", at -> {
                    Files.writeString(at.folder("sub").resolve("in"), "x");
                    assertThat(at.ftp().list("sub").children())
                            .extracting(FtpEntry::name)
                            .containsExactly("in");
                    assertThat(at.ftp().list(at.path() + "/sub").named("in")).isPresent();
                }),
                Call.of("list of what is not there is refused", at -> {
                    at.file("a", "x");
                    assertThatThrownBy(() -> at.ftp().list("none")).isInstanceOf(Refused.class);
                }),
                Call.of("list of what is not there, of a name that might be a pattern", at -> {
                    at.file("a", "x");
                    assertThatThrownBy(() -> at.ftp().list("[a]")).isInstanceOf(Refused.class);
                    assertThat(at.ftp().pwd()).isEqualTo(at.path());
                }),
                Call.of("list, entry by entry", at -> {
                    at.file("a", "x");
                    at.file("b", "xy");
                    List<String> seen = new ArrayList<>();
                    FtpListing rest = at.ftp().list(entry -> {
                        if (!entry.isSelfOrParent()) {
                            seen.add(entry.name() + " " + entry.size().orElse(-1));
                        }
                    });
                    assertThat(seen).containsExactlyInAnyOrder("a 1", "b 2");
                    assertThat(rest.isComplete()).isTrue();
                }),
                Call.of("list of a path, entry by entry", at -> {
                    Files.writeString(at.folder("sub").resolve("in"), "x");
                    Set<String> seen = new HashSet<>();
                    at.ftp().list("sub", entry -> seen.add(entry.name()));
                    assertThat(seen).contains("in");
                }),
                Call.of("list, whose taker breaks it off", Listings::broken),
                Call.once("list, 5,000 entries", at -> {
                    at.files(5_000);
                    assertThat(at.ftp().list().size()).isEqualTo(5_000);
                    Set<String> seen = new HashSet<>();
                    at.ftp().list(entry -> seen.add(entry.name()));
                    assertThat(seen).contains("file-0", "file-4999").hasSizeBetween(5_000, 5_002);
                }),
                Call.once("list, 20,000 entries", at -> {
                    at.files(20_000);
                    FtpListing listing = at.ftp().list();
                    assertThat(listing.size()).isEqualTo(20_000);
                    assertThat(listing.named("file-19999")).isPresent();
                })));
        calls.addAll(names());
        return calls;
    }

    private static List<Call> names() {
        return List.of(
                Call.of("names, none", at -> assertThat(Stage.children(at.ftp().names()))
                        .isEmpty()),
                Call.of("names", at -> {
                    at.file("a b", "x");
                    at.folder("sub");
                    assertThat(Stage.children(at.ftp().names())).containsExactlyInAnyOrder("a b", "sub");
                }),
                Call.of("names of a path", at -> {
                    Files.writeString(at.folder("sub").resolve("in"), "x");
                    assertThat(Stage.children(at.ftp().names("sub"))).containsExactly("in");
                }),
                Call.of("names of what is not there are refused", at -> {
                    at.file("a", "x");
                    assertThatThrownBy(() -> at.ftp().names("none")).isInstanceOf(Refused.class);
                }),
                Call.of("names, one by one", at -> {
                    at.file("a", "x");
                    at.file("b", "x");
                    List<String> seen = new ArrayList<>();
                    assertThat(at.ftp().names(seen::add).reply().code()).isBetween(200, 299);
                    assertThat(Stage.children(seen)).containsExactlyInAnyOrder("a", "b");
                }),
                Call.of("names of a path, one by one", at -> {
                    Files.writeString(at.folder("sub").resolve("in"), "x");
                    List<String> seen = new ArrayList<>();
                    at.ftp().names("sub", seen::add);
                    assertThat(Stage.children(seen)).containsExactly("in");
                }),
                Call.once("names, 20,000 of them", at -> {
                    at.files(20_000);
                    assertThat(Stage.children(at.ftp().names()))
                            .contains("file-0", "file-19999")
                            .hasSize(20_000);
                }));
    }

    private static void broken(Stage at) throws IOException {
        at.files(50);
        assertThatThrownBy(() -> at.ftp().list(entry -> {
                    throw new IOException("enough");
                }))
                .hasMessage("enough");
        assertThat(at.ftp().isOpen()).isTrue();
        assertThat(at.ftp().list().size()).isEqualTo(50);
    }
}
