package sundown.job;

import java.time.Duration;
import java.util.Optional;

/** One who was visited is to be visited again, and the chunk does not go on before that. */
public final class Unfinished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration rest;
    private final boolean handedOn;

    private Unfinished(Duration rest, boolean handedOn) {
        super("a visit is not finished", null, false, false);
        this.rest = rest;
        this.handedOn = handedOn;
    }

    /** The worker hands the chunk on, and it rests for this time; after 15 minutes its work is asked again. */
    public static Unfinished after(Duration rest) {
        return new Unfinished(rest, true);
    }

    /** The worker does not hand it on: nobody comes back, unless the job sends it again. */
    public static Unfinished forGood() {
        return new Unfinished(Duration.ZERO, false);
    }

    /** For how long the chunk rests; nothing when it is not handed on. */
    Optional<Duration> rest() {
        return Optional.of(rest).filter(_ -> handedOn);
    }
}
