package protocols.internal.telnet;

import java.util.Optional;

/** Waits for any text, or the end. */
record AnyText(ExpectBuffer text) implements TextWait.Wanted<Optional<String>> {

    @Override
    public Optional<Optional<String>> poll() {
        if (text.length() > 0) {
            return Optional.of(Optional.of(text.take()));
        }
        return text.isEnded() ? Optional.of(Optional.empty()) : Optional.empty();
    }

    @Override
    public String describe() {
        return "nothing came";
    }
}
