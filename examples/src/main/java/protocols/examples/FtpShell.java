package protocols.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import protocols.Text;
import protocols.WireException;

/** The ftp program of a Unix machine: commands from standard input, and on a terminal the sessions of the textbooks. */
public final class FtpShell {

    private static final String USAGE =
            """
            usage: FtpShell [HOST[:PORT]]
              Reads commands from standard input; the command help lists them. With --user it logs in at once.
            """;

    private final Program program;
    private final Keyboard keyboard;
    private final FtpScreen screen;
    private final FtpCommands commands;
    private boolean failed;

    private FtpShell(Program program, Options options) {
        this.program = program;
        keyboard = new Keyboard(program.in());
        screen = new FtpScreen(program);
        commands = new FtpCommands(program, options, keyboard, screen);
    }

    public static void main(String[] args) {
        System.exit(run(Program.standard(), args));
    }

    static int run(Program program, String... args) {
        return program.run(
                USAGE, Set.of(), Set.of(), (self, options) -> new FtpShell(self, options).run(options), args);
    }

    private int run(Options options) throws IOException {
        List<String> host = options.arguments(1);
        options.credentials();
        try {
            if (!host.isEmpty()) {
                execute(List.of("open", host.get(0)));
            }
            while (!commands.isOver()) {
                prompt();
                Optional<String> line = keyboard.line();
                if (line.isEmpty()) {
                    break;
                }
                execute(line.get());
            }
        } finally {
            commands.close();
        }
        return failed && !program.isTerminal() ? 1 : 0;
    }

    private void prompt() {
        if (program.isTerminal()) {
            program.out().print("ftp> ");
        }
        program.out().flush();
    }

    private void execute(String line) {
        String text = line.strip();
        String first = text.split("[ \t]", 2)[0];
        if (text.startsWith("!")) {
            String command = text.substring(1).strip();
            execute(command.isEmpty() ? List.of("!") : List.of("!", command));
        } else if (first.length() > 2 && "quote".startsWith(first)) {
            String command = text.substring(first.length()).strip();
            execute(command.isEmpty() ? List.of(first) : List.of(first, command));
        } else if (!text.isEmpty() && !text.startsWith("#")) {
            execute(words(text));
        }
    }

    /** A command that fails says why, and the next one is read. */
    private void execute(List<String> words) {
        try {
            commands.execute(words);
        } catch (WireException.Refused e) {
            failed = true;
            if (!screen.hasShown(e.reply())) {
                screen.failure(String.valueOf(e.getMessage()));
            }
        } catch (WireException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail(Program.inWords(e));
        } catch (IllegalArgumentException | IllegalStateException e) {
            fail(Text.printable(String.valueOf(e.getMessage())));
        }
    }

    private void fail(String why) {
        failed = true;
        screen.failure(why);
    }

    /** Words with spaces between them; a space within quotation marks belongs to the word. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if ((c == ' ' || c == '\t') && !quoted) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
