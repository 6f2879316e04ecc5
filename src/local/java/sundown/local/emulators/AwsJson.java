package sundown.local.emulators;

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

    static Reply reply(int status, Object answer) {
        return Reply.text(status, "application/x-amz-json-1.1", Json.write(answer));
    }

    static Reply refusal(String type, String message) {
        return reply(400, Map.of("__type", type, "message", message));
    }
}
