package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import sundown.local.emulators.AwsJson.AwsRefusal;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of KMS that secrets need: CreateKey, CreateAlias, DescribeKey, Encrypt, and Decrypt in the AWS JSON 1.1
 * protocol (source: AWS KMS API reference). Keys are in memory; the stand-in checks neither signatures nor permissions.
 */
final class KmsStandIn implements Endpoint {
    private static final int LARGEST_PLAINTEXT = 4096;
    private static final int BLOB_BYTES = 48;
    private static final String KEY = "key/";
    private static final String ALIAS = "alias/";
    private static final String ARN = "arn:aws:kms:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":" + KEY;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<ByteBuffer, Wrapped> wrapped = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();

    /** What a ciphertext blob stands for. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Wrapped(String key, byte[] plaintext, Map<String, String> context) {}

    @Override
    public Reply answer(Request request) throws IOException {
        return AwsJson.answer(() -> call(AwsJson.operation(request), request.json()));
    }

    private Map<String, ?> call(String operation, JsonNode request) {
        return switch (operation) {
            case "Encrypt" -> encrypt(request);
            case "Decrypt" -> decrypt(request);
            case "DescribeKey" -> describeKey(id(request));
            case "CreateKey" -> create();
            case "CreateAlias" -> createAlias(request);
            default -> throw AwsRefusal.of("UnknownOperationException", "The stand-in does not know " + operation);
        };
    }

    private Map<String, ?> encrypt(JsonNode request) {
        byte[] plaintext = bytes(request, "Plaintext");
        if (plaintext.length == 0 || plaintext.length > LARGEST_PLAINTEXT) {
            throw AwsRefusal.invalid("Plaintext must have 1 to " + LARGEST_PLAINTEXT + " bytes");
        }
        String id = id(request);
        return Map.of("KeyId", ARN + id, "CiphertextBlob", wrap(id, plaintext, context(request)));
    }

    /** Refuses an altered blob, and another context; the order of a context's entries does not matter. */
    private Map<String, ?> decrypt(JsonNode request) {
        Wrapped found = wrapped.get(ByteBuffer.wrap(bytes(request, "CiphertextBlob")));
        if (found == null || !found.context().equals(context(request))) {
            throw AwsRefusal.of("InvalidCiphertextException", "Altered, not made here, or made in another context");
        }
        if (request.has("KeyId") && !id(request).equals(found.key())) {
            throw AwsRefusal.of("IncorrectKeyException", "The ciphertext was made with another key");
        }
        return Map.of("KeyId", ARN + found.key(), "Plaintext", found.plaintext());
    }

    private Map<String, ?> create() {
        String id = UUID.randomUUID().toString();
        keys.add(id);
        return describeKey(id);
    }

    private Map<String, ?> createAlias(JsonNode request) {
        String alias = request.path("AliasName").asText();
        String id = id(request.path("TargetKeyId").asText());
        requireKey(id);
        if (!alias.startsWith(ALIAS)) {
            throw AwsRefusal.invalid("Alias must start with the prefix \"alias/\"");
        }
        if (aliases.putIfAbsent(alias, id) != null) {
            throw AwsRefusal.of("AlreadyExistsException", "An alias with the name " + alias + " already exists");
        }
        return Map.of();
    }

    private Map<String, ?> describeKey(String id) {
        requireKey(id);
        Map<String, ?> metadata = Map.of(
                "KeyId",
                id,
                "Arn",
                ARN + id,
                "AWSAccountId",
                Endpoints.ACCOUNT,
                "Enabled",
                true,
                "KeyState",
                "Enabled",
                "KeyUsage",
                "ENCRYPT_DECRYPT",
                "KeySpec",
                "SYMMETRIC_DEFAULT");
        return Map.of("KeyMetadata", metadata);
    }

    /** The ciphertext blob is a random handle: nothing of what it stands for leaves the stand-in. */
    private byte[] wrap(String id, byte[] plaintext, Map<String, String> context) {
        requireKey(id);
        byte[] blob = randomBytes(BLOB_BYTES);
        wrapped.put(ByteBuffer.wrap(blob), new Wrapped(id, plaintext, context));
        return blob;
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private void requireKey(String id) {
        if (!keys.contains(id)) {
            throw AwsRefusal.of("NotFoundException", "Key '" + ARN + id + "' does not exist");
        }
    }

    private String id(JsonNode request) {
        return id(request.path("KeyId").asText());
    }

    /** A key is named by its id, by an alias, or by the ARN of either. */
    private String id(String name) {
        String resource = name.substring(name.lastIndexOf(':') + 1);
        if (!resource.startsWith(ALIAS)) {
            return resource.startsWith(KEY) ? resource.substring(KEY.length()) : resource;
        }
        return Optional.ofNullable(aliases.get(resource))
                .orElseThrow(() -> AwsRefusal.of("NotFoundException", "Alias " + name + " is not found."));
    }

    private static Map<String, String> context(JsonNode request) {
        Map<String, String> context = new HashMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
        return context;
    }

    private static byte[] bytes(JsonNode request, String field) {
        try {
            byte[] bytes = request.path(field).binaryValue();
            return bytes == null ? new byte[0] : bytes;
        } catch (IOException notBase64) {
            throw AwsRefusal.of("SerializationException", field + " is not base64");
        }
    }
}
