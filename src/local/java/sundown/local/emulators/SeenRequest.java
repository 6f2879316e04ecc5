package sundown.local.emulators;

import java.util.Map;

/**
 * A request to AWS as it passes on its way from a function.
 *
 * @param accessKeyId who signed it: each function has a key of its own
 * @param service the service in the signature's credential scope, such as {@code dynamodb}
 * @param target path and query as they were sent
 * @param headers by their names in lower case
 * @param body the whole body in the protocols of AWS that send JSON, and of a request of S3 to delete several objects;
 *     empty for other bodies
 */
public record SeenRequest(
        String accessKeyId, String service, String method, String target, Map<String, String> headers, String body) {
    public SeenRequest {
        headers = Map.copyOf(headers);
    }
}
