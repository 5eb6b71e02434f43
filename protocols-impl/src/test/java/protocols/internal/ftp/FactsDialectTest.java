package protocols.internal.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protocols.Reply;
import protocols.WireException;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpEntry.Kind;

/** The examples of RFC 3659 section 7.7, and what servers make of them. */
class FactsDialectTest {

    private static FtpEntry read(String line) {
        return new FactsDialect(false).entry(Line.of(line)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Type=cdir;Perm=el;Unique=keVO1+ZF4; test|DIRECTORY|test",
                "Type=pdir;Perm=e;Unique=keVO1+d?3; ..|DIRECTORY|..",
                "Type=OS.unix=slink:/foobar;Perm=;Unique=keVO1+4G4; foobar|LINK|foobar",
                "Type=OS.unix=chr-13/29;Perm=;Unique=keVO1+5G4; device|OTHER|device",
                "Type=file;Perm=r;Unique=keVO1+EG4; two words|FILE|two words",
                "Type=file;Perm=r;Unique=keVO1+IH4;  leading space|FILE| leading space",
                "Type=file;Perm=awdrf;Unique=keVO1+LH4;    |FILE|   ",
                "Type=dir;Perm=el;Unique=keVO1+ZF4 test|DIRECTORY|test",
                " no facts at all|OTHER|no facts at all",
                "tYPE=DiR; a;b=c|DIRECTORY|a;b=c",
                "type=file;size=7;\ta b|FILE|a b",
                "type=dir;\t b|DIRECTORY| b"
            })
    void readsTheExamplesOfTheStandard(String line, Kind kind, String name) {
        assertThat(read(line).kind()).isEqualTo(kind);
        assertThat(read(line).name()).isEqualTo(name);
    }

    @Test
    void readsSizeAndTimeInUtc() {
        FtpEntry entry = read("Type=file;Size=25730;Modify=19940728095854.25;Perm=; capmux.tar.z");
        assertThat(entry).hasToString("FILE 25730 1994-07-28T09:58:54.250Z capmux.tar.z");
        assertThat(entry.facts())
                .containsExactly(
                        Map.entry("type", "file"), Map.entry("size", "25730"),
                        Map.entry("modify", "19940728095854.25"), Map.entry("perm", ""));
    }

    @Test
    void readsTheFactsOfUnix() {
        FtpEntry entry = read("type=OS.unix=symlink;unix.mode=0644;UNIX.owner=0;UNIX.ownername=root;UNIX.group=50; x");
        assertThat(entry.kind()).isEqualTo(Kind.LINK);
        assertThat(entry.permissions()).contains("0644");
        assertThat(entry.owner()).contains("root");
        assertThat(entry.group()).contains("50");
        assertThat(read("type=OS.unix=slink:/a;x=y; z").linkTarget()).contains("/a");
    }

    @Test
    void aFactThatCannotBeReadIsLeftOutButKeptAsText() {
        FtpEntry entry = read("type=file;size=-1;modify=20261332000000; x");
        assertThat(entry.size()).isEmpty();
        assertThat(entry.modified()).isEmpty();
        assertThat(entry.facts()).containsEntry("size", "-1").containsEntry("modify", "20261332000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "type=file;", "type=file; ", "type; x", "=file; x", "type=file;;x y"})
    void otherLinesAreNotOfThisDialect(String line) {
        assertThat(new FactsDialect(false).entry(Line.of(line))).isEmpty();
    }

    /** Where any line may be of any dialect, a name and an equals sign are not enough. */
    @Test
    void aDialectIsFoundByAFactOfTheStandard() {
        FactsDialect found = new FactsDialect(true);
        assertThat(found.entry(Line.of("motd=hello; welcome"))).isEmpty();
        assertThat(found.entry(Line.of(" a"))).isEmpty();
        assertThat(found.entry(Line.of("x-hash=1;Perm=r; a"))).isPresent();
    }

    @Test
    void readsTheOneLineOfMlst() throws WireException {
        Reply reply = new Reply(
                "250",
                List.of(
                        " Listing cap60.pl198.tar.gz",
                        " Type=file;Size=1024990;Perm=r; /tmp/cap60.pl198.tar.gz",
                        "End"));
        assertThat(FactsDialect.mlst(reply).name()).isEqualTo("/tmp/cap60.pl198.tar.gz");
        Reply coded = new Reply("250", List.of("Listing", "250- Type=dir; /tmp", "End"));
        assertThat(FactsDialect.mlst(coded).name()).isEqualTo("/tmp");
    }

    @Test
    void aReplyToMlstWithoutFactsIsMalformed() {
        assertThatThrownBy(() -> FactsDialect.mlst(Reply.of("250", "End")))
                .isInstanceOf(WireException.Malformed.class)
                .hasMessageContaining("7.2");
        assertThatThrownBy(() -> FactsDialect.mlst(new Reply("250", List.of("a", "nonsense", "b"))))
                .isInstanceOf(WireException.Malformed.class);
    }
}
