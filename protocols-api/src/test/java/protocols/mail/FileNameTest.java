package protocols.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "report.pdf|report.pdf",
                "Übersicht 2024.pdf|Übersicht 2024.pdf",
                "../../etc/passwd|passwd",
                "..\\..\\boot.ini|boot.ini",
                "/etc/passwd|passwd",
                "C:\\Windows\\win.ini|win.ini",
                "C:evil.exe|C_evil.exe",
                "file.txt:stream|file.txt_stream",
                "..|attachment",
                ".|attachment",
                "dir/|attachment",
                "``|attachment",
                ".bashrc|bashrc",
                "-rf|rf",
                "name. . .|name",
                "CON|_CON",
                "nul.txt|_nul.txt",
                "COM1 .log|_COM1 .log",
                "lpt9|_lpt9",
                "console.txt|console.txt",
                "a<b>|a_b_",
            })
    void isNeverAPath(String given, String safe) {
        assertThat(FileName.safe(given)).isEqualTo(safe);
    }

    @Test
    void dropsWhatDeceivesTheEye() {
        assertThat(FileName.safe("invoice\u202efdp.exe")).isEqualTo("invoicefdp.exe");
        assertThat(FileName.safe("a\0b\r\nc\u0007")).isEqualTo("abc");
        assertThat(FileName.safe("x\ud800y")).isEqualTo("xy");
    }

    @Test
    void cutsLongNamesAndKeepsTheExtension() {
        String safe = FileName.safe("ä".repeat(300) + ".pdf");

        assertThat(safe.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(safe).endsWith("ä.pdf");
    }

    @Test
    void holdsForAnyText() {
        Random random = new Random(22);
        String letters = "ab./\\:. -~\0\n\u202eCONul1*?ä\ud83d\ude00";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder given = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                given.append(letters.charAt(random.nextInt(letters.length())));
            }
            String safe = FileName.safe(given.toString());
            assertThat(safe)
                    .isNotEmpty()
                    .doesNotContain("/", "\\", ":", "\0", "\n")
                    .isNotIn(".", "..", "CON", "nul");
            assertThat(FileName.safe(safe)).isEqualTo(safe);
        }
    }
}
