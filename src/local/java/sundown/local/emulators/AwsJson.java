package sundown.local.emulators;

import java.io.IOException;
import java.util.Map;
import sundown.local.http.Json;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/** The AWS JSON 1.1 protocol. */
final class AwsJson {
    private AwsJson() {}

    static String operation(Request request) {
        return request.header("X-Amz-Target")
                .map(target -> target.substring(target.indexOf('.') + 1))
                .orElse("");
    }

    @FunctionalInterface
    interface Call {
        Object answer() throws IOException;
    }

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

    /** The refusal of a call by a service of AWS, with the type of the error. */
    static final class AwsRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String type;

        private AwsRefusal(int status, String type, String message) {
            super(message);
            this.status = status;
            this.type = type;
        }

        static AwsRefusal of(String type, String message) {
            return new AwsRefusal(400, type, message);
        }

        static AwsRefusal invalid(String message) {
            return of("ValidationException", message);
        }

        static AwsRefusal notFound(String message) {
            return new AwsRefusal(404, "ResourceNotFoundException", message);
        }

        static AwsRefusal conflict(String message) {
            return new AwsRefusal(409, "ConflictException", message);
        }

        static AwsRefusal internal(String type) {
            return new AwsRefusal(500, type, "");
        }

        int status() {
            return status;
        }

        String type() {
            return type;
        }
    }
}
