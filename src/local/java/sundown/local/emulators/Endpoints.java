package sundown.local.emulators;

import static java.util.Map.entry;

import java.net.URI;
import java.util.Map;

/** Where the emulators are, and who their one client is. */
public record Endpoints(URI dynamoDb, URI sqs, URI s3, URI kms, URI eventBridge, URI scheduler, URI secretsManager) {
    /** The region in which all of one machine's cloud is. */
    public static final String REGION = "eu-west-1";

    /** The account that owns all of one machine's cloud. */
    public static final String ACCOUNT = "000000000000";

    static final String ACCESS_KEY_ID = "local";
    static final String SECRET_ACCESS_KEY = "local-secret";

    /** The one client's keys, in the form in which {@code curl --user} takes them. */
    public static final String CREDENTIALS = ACCESS_KEY_ID + ":" + SECRET_ACCESS_KEY;

    /**
     * S3 sends blanks while it puts an upload's parts together; S3Proxy, where it keeps versions, sends nothing before
     * it is done. A client that took that for silence after ten seconds would ask again, and hear of no such upload.
     */
    private static final String WHILE_PARTS_ARE_PUT_TOGETHER = "100S";

    /** The base of queue URLs: a queue's URL is this, a slash and its name. */
    public URI queues() {
        return URI.create(sqs + "/" + ACCOUNT);
    }

    /** The environment in which a function, or any program with an AWS SDK, finds the emulators. */
    public Map<String, String> environment() {
        return Map.ofEntries(
                entry("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString()),
                entry("AWS_ENDPOINT_URL_SQS", sqs.toString()),
                entry("AWS_ENDPOINT_URL_S3", s3.toString()),
                entry("AWS_ENDPOINT_URL_KMS", kms.toString()),
                entry("AWS_ENDPOINT_URL_EVENTBRIDGE", eventBridge.toString()),
                entry("AWS_ENDPOINT_URL_SCHEDULER", scheduler.toString()),
                entry("AWS_ENDPOINT_URL_SECRETS_MANAGER", secretsManager.toString()),
                entry("AWS_REGION", REGION),
                entry("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID),
                entry("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY),
                entry("QUARKUS_S3_PATH_STYLE_ACCESS", "true"),
                entry("QUARKUS_S3_SYNC_CLIENT_SOCKET_TIMEOUT", WHILE_PARTS_ARE_PUT_TOGETHER));
    }
}
