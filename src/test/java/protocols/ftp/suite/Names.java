package protocols.ftp.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import protocols.ftp.FtpEntry;
import protocols.ftp.FtpName;
import protocols.ftp.FtpSession;

/** Names that a server, its shell or its pattern language may take for something else; as those of a file and a directory. */
final class Names {

    /** With what the page calls each. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("spaces within", "two  words and more");
        NAMES.put("a space in front", " front");
        NAMES.put("a space at the end", "end ");
        NAMES.put("double quotes", "the \"best\" one");
        NAMES.put("a double quote at the end", "best\"");
        NAMES.put("single quotes", "it's 'so'");
        NAMES.put("a dash in front", "-la");
        NAMES.put("a tilde in front", "~x");
        NAMES.put("a star", "all*");
        NAMES.put("a question mark", "what?");
        NAMES.put("brackets", "[ab]");
        NAMES.put("braces", "{a,b}");
        NAMES.put("a backslash", "back\\slash");
        NAMES.put("a semicolon and an equals sign", "type=dir; x");
        NAMES.put("a percent sign", "100%25");
        NAMES.put("an arrow of ls", "a -> b");
        NAMES.put("a colon and a bar", "a:b|c");
        NAMES.put("UTF-8 of two and three bytes", "\u00e9t\u00e9 \u65e5\u672c");
        NAMES.put("UTF-8 of four bytes", "\ud83d\ude00");
        NAMES.put("UTF-8 that is not composed", "e\u0301");
        NAMES.put("bytes that are no UTF-8", FtpName.decode("caf\u00e9 \u00a4".getBytes(ISO_8859_1)));
        NAMES.put("the byte FF", FtpName.decode("\u00ffy".getBytes(ISO_8859_1)));
    }

    private Names() {}

    static List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        NAMES.forEach((what, name) -> {
            calls.add(Call.once("a file's name with " + what, at -> file(at, name)));
            calls.add(Call.once("a directory's name with " + what, at -> directory(at, name)));
        });
        calls.add(Call.once("names with a tilde in front, written with ./ before it", at -> {
            at.put("./~x", "xyz");
            assertThat(at.get("./~x")).asString().isEqualTo("xyz");
            at.ftp().delete("./~x");
            at.ftp().mkdir("./~x");
            assertThat(at.namesThere()).containsExactly("~x");
            at.ftp().rmdir("./~x");
        }));
        calls.add(Call.once("pwd in a directory with double quotes in its name", at -> {
            at.folder("the \"best\" one");
            at.ftp().cd("the \"best\" one");
            assertThat(at.ftp().pwd()).isEqualTo(at.path() + "/the \"best\" one");
        }));
        return calls;
    }

    private static void file(Stage at, String name) throws Exception {
        FtpSession ftp = at.ftp();
        at.put(name, "xyz");
        assertThat(at.there(name)).hasContent("xyz");
        assertThat(ftp.list()).extracting(FtpEntry::name).containsExactly(name);
        assertThat(Stage.children(ftp.names())).containsExactly(name);
        assertThat(ftp.size(name)).isEqualTo(3);
        assertThat(ftp.entry(name).name()).isEqualTo(name);
        assertThat(at.get(name)).asString().isEqualTo("xyz");
        ftp.rename(name, "plain");
        assertThat(at.namesThere()).containsExactly("plain");
        ftp.rename("plain", name);
        assertThat(at.there(name)).exists();
        ftp.delete(name);
        assertThat(at.namesThere()).isEmpty();
    }

    private static void directory(Stage at, String name) throws Exception {
        FtpSession ftp = at.ftp();
        at.file("a", "beside");
        ftp.mkdir(name);
        assertThat(at.there(name)).isDirectory();
        Files.writeString(at.there(name).resolve("in"), "x");
        assertThat(ftp.list(name)).extracting(FtpEntry::name).containsExactly("in");
        assertThat(Stage.children(ftp.names(name))).containsExactly("in");
        assertThat(ftp.exists(name)).isTrue();
        ftp.cd(name);
        assertThat(ftp.pwd()).startsWith(at.path() + "/" + (name.indexOf('"') < 0 ? name : ""));
        assertThat(ftp.list()).extracting(FtpEntry::name).containsExactly("in");
        ftp.delete("in");
        ftp.up();
        assertThat(ftp.pwd()).isEqualTo(at.path());
        ftp.rmdir(name);
        assertThat(at.namesThere()).containsExactly("a");
    }
}
