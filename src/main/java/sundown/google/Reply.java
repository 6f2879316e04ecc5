package sundown.google;

import java.time.Duration;
import java.util.Optional;

/**
 * What Google answered to a call, whatever the protocol; the table gives it its meaning.
 *
 * @param text the message or body; of an item that was created, its id. May hold the user's data: never logged
 * @param retryAfter how long Google asks to wait, where it does
 */
record Reply(Call call, Signal signal, String text, Optional<Duration> retryAfter) {
    /** A reply that asks for no wait. */
    Reply(Call call, Signal signal, String text) {
        this(call, signal, text, Optional.empty());
    }

    /** Nothing came. */
    static Reply silence(Call call) {
        return new Reply(call, new Signal.Silence(), "");
    }

    /** The same with a time to wait. */
    Reply waiting(Duration least) {
        return new Reply(call, signal, text, Optional.of(least));
    }

    /** Call and signal without the text: fit for a log. */
    @Override
    public String toString() {
        return call + " " + signal;
    }
}
