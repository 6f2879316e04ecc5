package sundown.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import java.util.stream.Stream;

/** The service that took a fee; the words are stable, for the accounts' table, imports and lists. */
@RegisterForReflection
public enum PaidThrough {
    STRIPE,
    GOOGLE_PLAY,
    /** Apple refunds at its customer's request alone. */
    APPLE,
    /** The bill of a mobile network. */
    CARRIER,
    OTHER;

    /** True for a service that refunds at the operator's request; a fee of another one is for people. */
    public boolean refundable() {
        return this == STRIPE || this == GOOGLE_PLAY;
    }

    /** The service of a word, such as {@code google-play}. */
    @JsonCreator
    public static PaidThrough of(String word) {
        return Stream.of(values())
                .filter(service -> service.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("is none of stripe, google-play, apple, carrier and other"));
    }

    /** The word for it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
