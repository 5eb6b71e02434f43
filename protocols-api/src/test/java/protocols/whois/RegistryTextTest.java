package protocols.whois;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protocols.whois.Registration.State;

/** Answers in the styles of the registries in use, and the same with sentences that must not change what they say. */
class RegistryTextTest {

    /** What stands in answers about registered names, and speaks of something else. */
    private static final List<String> STRAY = List.of(
            "The name of the holder is available on request.",
            "Additional data: not found",
            "not found",
            "no match for this IP in our abuse list",
            "If the limit is exceeded, access is denied.",
            "Query limit exceeded addresses are blocked for an hour.",
            "Some names are reserved by law.",
            "This service will be discontinued; use RDAP instead.",
            "The domain is free of charge for the first year.");

    /** Terms of use, as long as they come. */
    private static final List<String> TERMS = List.of(
            """
            NOTICE: Access to this service is provided for information purposes only. The number of queries per day
            is limited; an address that exceeds the limit is denied access, and too many requests lead to a block.
            You may not use it for marketing. The registry reserves the right to change these terms. Names that are
            reserved by the registry are not available for registration. Copyright, all rights reserved by the registry.
            """,
            """
            % Terms of use: queries are limited to 100 per hour; who exceeds this quota may be blacklisted.
            % Unauthorized use is prohibited, and access can be refused at any time.
            % If no match is shown, the name may still be reserved.
            """,
            """
            # All rights reserved by the registry.
            # This service will be replaced by RDAP.
            """);

    static Stream<RegistryText> all() throws IOException {
        return RegistryText.all();
    }

    static Stream<RegistryText> registered() throws IOException {
        return all().filter(text -> text.state() == State.REGISTERED);
    }

    static Stream<RegistryText> free() throws IOException {
        return all().filter(text -> text.state() == State.AVAILABLE);
    }

    static Stream<RegistryText> others() throws IOException {
        return all().filter(text -> text.state() != State.AVAILABLE && text.state() != State.REGISTERED);
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhatItSays(RegistryText text) {
        Registration found = text.found(text.text());
        assertThat(found.state()).as(found.reason()).isEqualTo(text.state());
        if (text.state() == State.REGISTERED) {
            assertThat(found.created().map(RegistryTextTest::day)).isEqualTo(expected(text, "created"));
            assertThat(found.updated().map(RegistryTextTest::day)).isEqualTo(expected(text, "updated"));
            assertThat(found.expires().map(RegistryTextTest::day)).isEqualTo(expected(text, "expires"));
            assertThat(found.registrar()).isEqualTo(expected(text, "registrar"));
            assertThat(String.join(" ", found.nameservers()))
                    .isEqualTo(text.head().getOrDefault("ns", ""));
        }
        Optional<String> retry = expected(text, "retry");
        assertThat(found.retryAfter().map(Object::toString)).isEqualTo(retry);
    }

    @ParameterizedTest
    @MethodSource("registered")
    void whatIsSaidBesideARecordDoesNotMakeItFree(RegistryText text) {
        for (String stray : STRAY) {
            for (String changed : List.of(
                    text.text() + "\n" + stray + "\n",
                    text.text() + stray + "\n",
                    stray + "\n\n" + text.text(),
                    "% " + stray + "\n" + text.text())) {
                assertThat(text.found(changed).state()).as(changed).isEqualTo(State.REGISTERED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("free")
    void termsOfUseDoNotMakeAFreeNameAnythingElse(RegistryText text) {
        for (String terms : TERMS) {
            for (String changed : List.of(terms + "\n" + text.text(), text.text() + "\n" + terms)) {
                assertThat(text.found(changed).state()).as(changed).isEqualTo(State.AVAILABLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void faultBesideTermsOfUseDoesNotMakeANameFree(RegistryText text) {
        for (String terms : TERMS) {
            for (String changed : List.of(terms + "\n" + text.text(), text.text() + "\n" + terms)) {
                assertThat(text.found(changed).state()).as(changed).isNotEqualTo(State.AVAILABLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("free")
    void faultBesideAFreeNameRaisesDoubt(RegistryText text) {
        for (String fault : List.of(
                "Query limit exceeded.",
                "Internal error.",
                "Too many requests.",
                "The WHOIS service has been retired.")) {
            for (String changed : List.of(fault + "\n\n" + text.text(), text.text() + "\n" + fault + "\n")) {
                boolean status =
                        text.found(text.text()).value(WhoisField.Key.STATUS).isPresent();
                if (!status) {
                    assertThat(text.found(changed).state()).as(changed).isNotEqualTo(State.AVAILABLE);
                }
            }
        }
    }

    private static String day(WhoisDate date) {
        return date.date().map(Object::toString).orElse("'" + date + "'");
    }

    private static Optional<String> expected(RegistryText text, String key) {
        return Optional.ofNullable(text.head().get(key));
    }
}
