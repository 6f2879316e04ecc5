package sundown.local.emulators;

import java.net.URI;
import java.util.Map;

/**
 * Where the services of a cloud are, and who calls them.
 *
 * @param address the one address of all of them, without a slash at the end
 */
public record Endpoints(URI address) {
    public static final String REGION = "eu-west-1";

    /** The account that LocalStack and others take for every access key id that is not the number of one. */
    public static final String ACCOUNT = "000000000000";

    /** The access key id of those who are no function: operators, tests, and the photo cloud itself. */
    public static final String ACCESS_KEY_ID = "test";

    /**
     * The secret of every access key, by which clouds of others check links. A developer's own keys stay out of a cloud
     * on this machine.
     */
    public static final String SECRET_ACCESS_KEY = "test";

    /**
     * S3 sends blanks while it puts an upload's parts together; S3Proxy, where it keeps versions, sends nothing before
     * it is done. A client that took that for silence after ten seconds would ask again, and hear of no such upload.
     */
    private static final String WHILE_PARTS_ARE_PUT_TOGETHER = "100S";

    /** The base of queue URLs: a queue's URL is this, a slash and its name. */
    public URI queues() {
        return URI.create(address + "/" + ACCOUNT);
    }

    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                address.toString(),
                "AWS_REGION",
                REGION,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_ACCESS_KEY,
                "QUEUES_URL",
                queues().toString(),
                "QUARKUS_S3_PATH_STYLE_ACCESS",
                "true",
                "QUARKUS_S3_SYNC_CLIENT_SOCKET_TIMEOUT",
                WHILE_PARTS_ARE_PUT_TOGETHER);
    }
}
