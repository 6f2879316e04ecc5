package sundown.google;

import java.time.Duration;
import java.util.Optional;

/**
 * Google's answer to a call, by any protocol. The table gives it a meaning.
 *
 * @param text the message or body; for a created item, its id. May contain user data: never logged
 * @param retryAfter how long Google asks to wait, if it does
 */
record Reply(Call call, Signal signal, String text, Optional<Duration> retryAfter) {
    Reply(Call call, Signal signal, String text) {
        this(call, signal, text, Optional.empty());
    }

    static Reply silence(Call call) {
        return new Reply(call, new Signal.Silence(), "");
    }

    Reply waiting(Duration least) {
        return new Reply(call, signal, text, Optional.of(least));
    }

    /** Call and signal without the text, so that it is safe in a log. */
    @Override
    public String toString() {
        return call + " " + signal;
    }
}
