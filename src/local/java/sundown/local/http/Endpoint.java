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
}
