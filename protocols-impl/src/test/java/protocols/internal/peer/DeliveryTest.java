package protocols.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which lines of a peer a fault or a delay is for. */
class DeliveryTest {

    @Test
    void aStarStandsForAnyText() {
        assertThat(Delivery.fits("250 ok", "250 ok")).isTrue();
        assertThat(Delivery.fits("S: 250 ok", "250 ok")).isTrue();
        assertThat(Delivery.fits("*", "")).isTrue();
        assertThat(Delivery.fits("250*", "250")).isTrue();
        assertThat(Delivery.fits("*ok", "250 ok ok")).isTrue();
        assertThat(Delivery.fits("2*0*k", "250 0 k")).isTrue();
        assertThat(Delivery.fits("**", "x")).isTrue();
    }

    @Test
    void theRestMustStandThere() {
        assertThat(Delivery.fits("250 ok", "250 okay")).isFalse();
        assertThat(Delivery.fits("250", "250 ok")).isFalse();
        assertThat(Delivery.fits("ab*ba", "aba"))
                .as("no character stands for two")
                .isFalse();
        assertThat(Delivery.fits("a*b*c", "acb")).isFalse();
        assertThat(Delivery.fits("a.c", "abc")).isFalse();
        assertThat(Delivery.fits("", "x")).isFalse();
    }
}
