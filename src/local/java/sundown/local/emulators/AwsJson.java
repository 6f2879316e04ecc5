package sundown.local.emulators;

import java.io.IOException;
import java.util.Map;
import sundown.local.http.Json;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/** The AWS JSON 1.1 protocol. */
final class AwsJson {
    private AwsJson() {}

    /** The operation that a request names. */
    static String operation(Request request) {
        return request.header("X-Amz-Target")
                .map(target -> target.substring(target.indexOf('.') + 1))
                .orElse("");
    }

    /** What a call answers. */
    @FunctionalInterface
    interface Call {
        Object answer() throws IOException;
    }

    /** The answer of a call, or its refusal. */
    static Reply answer(Call call) throws IOException {
        try {
            return reply(200, call.answer());
        } catch (AwsRefusal refusal) {
            return reply(refusal.status(), Map.of("__type", refusal.type(), "message", refusal.getMessage()));
        }
    }

    private static Reply reply(int status, Object answer) {
        return Reply.text(status, "application/x-amz-json-1.1", Json.write(answer));
    }
}
