package sundown.local.http;

import java.io.IOException;

/** Answers requests. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers one request.
     *
     * @throws Unanswered when the caller is to get no answer
     */
    Reply answer(Request request) throws IOException;

    /** Thrown when the caller gets no answer: the connection breaks, or stays open until the caller gives up. */
    final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean silent;

        private Unanswered(boolean silent) {
            super("left without an answer on purpose");
            this.silent = silent;
        }

        public static Unanswered dropped() {
            return new Unanswered(false);
        }

        public static Unanswered silent() {
            return new Unanswered(true);
        }

        public boolean isSilent() {
            return silent;
        }
    }
}
