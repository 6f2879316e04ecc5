package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.emulators.AwsJson.AwsRefusal;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of Secrets Manager that operators and functions need: CreateSecret, PutSecretValue, and GetSecretValue in
 * the AWS JSON 1.1 protocol (source: AWS Secrets Manager API reference). Secrets are in memory; the stand-in checks
 * neither signatures nor permissions.
 */
public final class SecretsManagerStandIn implements Endpoint {
    private static final String ARN =
            "arn:aws:secretsmanager:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":secret:";

    /** Secrets Manager adds six characters to the name, so that a secret made again has another ARN. */
    private static final String SUFFIX = "-local1";

    private static final Pattern FULL_ARN = Pattern.compile(Pattern.quote(ARN) + "(.+)" + SUFFIX);

    private final Map<String, String> secrets = new HashMap<>();
    private final Set<String> down = new HashSet<>();

    /** Answers requests about a secret with an internal error, or no longer does. */
    public synchronized void setDown(String name, boolean isDown) {
        if (isDown) {
            down.add(name);
        } else {
            down.remove(name);
        }
    }

    @Override
    public Reply answer(Request request) throws IOException {
        return AwsJson.answer(() -> call(AwsJson.operation(request), request.json()));
    }

    private synchronized Map<String, ?> call(String operation, JsonNode request) {
        return switch (operation) {
            case "CreateSecret" -> create(request.path("Name").asText(), request);
            case "PutSecretValue" -> put(name(request), request);
            case "GetSecretValue" -> get(name(request));
            default -> throw AwsRefusal.of("InvalidRequestException", "The stand-in does not know " + operation);
        };
    }

    private Map<String, ?> create(String name, JsonNode request) {
        if (secrets.containsKey(name)) {
            throw AwsRefusal.of("ResourceExistsException", "The secret " + name + " already exists");
        }
        return stored(name, request);
    }

    private Map<String, ?> put(String name, JsonNode request) {
        requireThere(name);
        return stored(name, request);
    }

    private Map<String, ?> stored(String name, JsonNode request) {
        secrets.put(name, request.path("SecretString").asText());
        return Map.of("ARN", arn(name), "Name", name);
    }

    private Map<String, ?> get(String name) {
        requireThere(name);
        return Map.of("ARN", arn(name), "Name", name, "SecretString", secrets.get(name));
    }

    private void requireThere(String name) {
        if (down.contains(name)) {
            throw AwsRefusal.internal("InternalServiceError");
        }
        if (!secrets.containsKey(name)) {
            throw missing("There is no secret " + name);
        }
    }

    /** Unlike other services, this one answers 400 and not 404. */
    private static AwsRefusal missing(String message) {
        return AwsRefusal.of("ResourceNotFoundException", message);
    }

    /** A secret is named by its name or its ARN. */
    private static String name(JsonNode request) {
        String id = request.path("SecretId").asText();
        Matcher arn = FULL_ARN.matcher(id);
        return arn.matches() ? arn.group(1) : id;
    }

    private static String arn(String name) {
        return ARN + name + SUFFIX;
    }
}
